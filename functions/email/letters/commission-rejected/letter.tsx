import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner, of whose commission something was rejected: the reason, and the appeal [F1, L14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    title: z.string().min(1).max(120),
    reason: z.string().min(1).max(1_200),
    scope: z.enum(['sale', 'partner']),
    sale: z.string().max(200),
    appealUntil: instant,
  }),
  sample: {
    title: 'Own purchase: same mailbox',
    reason: 'The customer has the same e-mail mailbox as you. Buying through your own link earns nothing.',
    scope: 'sale',
    sale: 'pi_3PqL2eGk7R0v',
    appealUntil: '2027-03-15T13:00:00.000Z',
  },
  subject: (_, { program }) => `A commission of yours in ${program.name} was rejected`,
  title: ({ scope }) => (scope === 'sale' ? 'A commission was rejected' : 'Commissions were rejected'),
  preheader: () => 'Why, and how to appeal.',
  body: ({ title, reason, scope, sale, appealUntil }, context) => (
    <>
      <P>{reason}</P>
      <Facts
        rows={[
          ['Because of', title],
          ['Rejected', scope === 'sale' ? `the commission on ${sale}` : 'what was held for this reason'],
          ['Appeal until', onDay(appealUntil, context.program.zone)],
        ]}
      />
      <P>
        You think this is wrong? Appeal, and say why. Somebody who has not decided on it before looks at it anew and
        answers within 5 business days.
      </P>
      <Button href={page(context, '/portal/reviews')}>See it, or appeal</Button>
      {scope === 'sale' ? <Small>Your other commissions are not touched by this.</Small> : null}
    </>
  ),
});
