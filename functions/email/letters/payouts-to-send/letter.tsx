import * as z from 'zod';
import { Button, Facts, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

const stage = z.enum(['first', 'reminder', 'escalation']);

/** To the team: the files are there to be sent, and results to be taken in. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ batchId: z.string(), totals: z.array(z.string()).max(200), stage }),
  sample: {
    batchId: '2027-03',
    totals: ['EUR 8,420.00 to 12 partners', 'USD 14,310.50 to 31 partners'],
    stage: 'first',
  },
  subject: ({ batchId, stage: at }) =>
    ({
      first: `Payment files of run ${batchId} are ready`,
      reminder: `What became of payout run ${batchId}?`,
      escalation: `Results of payout run ${batchId} are missing`,
    })[at],
  title: ({ stage: at }) => (at === 'first' ? 'The payment files are ready' : 'Results are missing'),
  preheader: ({ totals }) => totals[0] ?? 'The run waits for results.',
  body: ({ batchId, totals, stage: at }, context) => (
    <>
      <P>
        {at === 'first'
          ? `Payout run ${batchId} is approved and reserved.`
          : `Payout run ${batchId} still waits to hear what became of its payments. Partners get their letter when we know.`}
      </P>
      <Facts rows={totals.map((total, index) => [index === 0 ? 'Reserved' : 'and', total] as const)} />
      <Steps
        steps={[
          'Download each file and give it to the bank or to PayPal. A file is the same however often you download it.',
          'Take in the result file, or say that all of a file was paid.',
        ]}
      />
      <Button href={page(context, `/ops/payouts/${batchId}`)}>Open the run</Button>
    </>
  ),
});
