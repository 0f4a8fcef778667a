import * as z from 'zod';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

const stage = z.enum(['first', 'reminder', 'escalation']);

/** To the team: a payout run waits for approval [A14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({
    batchId: z.string(),
    totals: z.array(z.string()).max(200),
    needed: z.int().min(0).max(2),
    stage,
  }),
  sample: {
    batchId: '2027-03',
    totals: ['EUR 8,420.00 to 12 partners', 'USD 14,310.50 to 31 partners'],
    needed: 2,
    stage: 'first',
  },
  subject: ({ batchId, stage: at }) =>
    `${{ first: 'Approve', reminder: 'Still to approve:', escalation: 'Nobody has approved:' }[at]} payout run ${batchId}`,
  title: () => 'A payout run waits for approval',
  preheader: ({ totals }) => totals[0] ?? 'A payout waits to be released.',
  body: ({ batchId, totals, needed, stage: at }, context) => (
    <>
      <P>The preview of payout run {batchId} is ready. Nothing is paid before it is approved.</P>
      <Facts
        rows={[
          ...totals.map((total, index) => [index === 0 ? 'To be paid' : 'and', total] as const),
          ...(totals.length === 0 ? [['To be paid', 'nothing yet: payouts wait to be released'] as const] : []),
          ['Takes', needed === 2 ? 'two different people' : 'one person'],
        ]}
      />
      {at === 'escalation' ? (
        <P>Without approval it is called off within a week, and everything stays payable for the next run.</P>
      ) : null}
      <Button href={page(context, `/ops/payouts/${batchId}`)}>Look at the preview</Button>
    </>
  ),
});
