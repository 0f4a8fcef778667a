import * as z from 'zod';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To the team: a step of a payout run failed for good. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ batchId: z.string(), error: z.string().max(1_000) }),
  sample: { batchId: '2027-03', error: 'AccessDeniedException' },
  subject: ({ batchId }) => `Payout run ${batchId} needs mending`,
  title: () => 'A payout run needs mending',
  preheader: () => 'A step failed, and trying again did not help.',
  body: ({ batchId, error }, context) => (
    <>
      <P>
        A step of payout run {batchId} failed, and trying again did not help. Nothing is paid twice, and nothing is
        lost.
      </P>
      <Facts rows={[['Error', error]]} />
      <P>Mend the cause (the runbook says how), then let the run try again. After 14 days it gives up.</P>
      <Button href={page(context, `/ops/payouts/${batchId}`)}>Open the run</Button>
    </>
  ),
});
