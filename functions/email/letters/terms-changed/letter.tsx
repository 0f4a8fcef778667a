import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P, Quote, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner who gets a plan of its own, before it takes effect [B3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    /** Name of the plan; empty where none is left. */
    plan: z.string(),
    from: instant,
    reason: z.string().min(1).max(500),
    changes: z.array(z.string()),
  }),
  sample: {
    plan: 'Hybrid: $100 at first, then 10 % for 12 months',
    from: '2027-04-01T04:00:00.000Z',
    reason: 'As agreed in our call of 23 February.',
    changes: ['First payments: 25 % becomes 10 % and USD 100.00.', 'Later payments: 15 % becomes 10 %.'],
  },
  subject: (_, { program }) => `Your terms in ${program.name} change`,
  title: () => 'Your terms change',
  preheader: ({ from }, { program }) => `What you earn from ${onDay(from, program.zone)} on.`,
  body: ({ plan, from, reason, changes }, context) => (
    <>
      <P>
        From <Key>{onDay(from, context.program.zone)}</Key> on your terms are{' '}
        {plan === '' ? 'those of a partner who earns by margin' : <strong>{plan}</strong>}. The reason:
      </P>
      <Quote>{reason}</Quote>
      {changes.length === 0 ? <P>What you earn stays the same.</P> : <P>What changes:</P>}
      {changes.map((sentence) => (
        <P key={sentence}>{sentence}</P>
      ))}
      <P>
        They count for customers whose first payment comes from that day on. For customers you have brought before, what
        was agreed goes on.
      </P>
      <Button href={page(context, '/portal/earnings')}>See my earnings</Button>
      <Small>You do not agree, or it is not what was talked about? Reply to this letter before that day.</Small>
    </>
  ),
});
