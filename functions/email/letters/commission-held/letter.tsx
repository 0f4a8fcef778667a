import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner, of whose commission something is held: why, and what happens next [F2, F4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    title: z.string().min(1).max(120),
    reason: z.string().min(1).max(600),
    /** A sale or lead, or everything that is earned for now. */
    scope: z.enum(['sale', 'partner']),
    sale: z.string().max(200),
    endsAt: instant,
    endsIn: z.enum(['released', 'rejected']),
  }),
  sample: {
    title: 'Same company domain',
    reason:
      'The customer has the same e-mail domain as your company. We check whether the buyer is a customer of its own.',
    scope: 'sale',
    sale: 'pi_3PqL2eGk7R0v',
    endsAt: '2027-03-29T13:00:00.000Z',
    endsIn: 'released',
  },
  subject: (_, { program }) => `A commission of yours in ${program.name} is being looked at`,
  title: ({ scope }) => (scope === 'sale' ? 'A commission is being looked at' : 'Your commissions are being looked at'),
  preheader: () => 'It is held meanwhile. You need not do anything.',
  body: ({ title, reason, scope, sale, endsAt, endsIn }, context) => (
    <>
      <P>{reason}</P>
      <Facts
        rows={[
          ['Looked at', title],
          ['Held', scope === 'sale' ? `the commission on ${sale}` : 'what you earn until this is clear'],
          ['At the latest', onDay(endsAt, context.program.zone)],
        ]}
      />
      <P>
        A person looks at it. If nothing is wrong, it is released as if nothing had been, on its own date.{' '}
        {endsIn === 'released'
          ? 'If nobody has decided by the day above, it is released as well.'
          : 'If nobody has cleared it by the day above, it is rejected; you can appeal then.'}
      </P>
      <Button href={page(context, '/portal/reviews')}>See what is held</Button>
      <Small>You know more about it? Reply to this letter: it helps to decide sooner.</Small>
    </>
  ),
});
