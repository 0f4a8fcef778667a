import * as z from 'zod';
import { Button, Facts, P, Said } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** A payment came back: why, and what to check. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    amount: z.string(),
    period: z.string(),
    how: z.string(),
    account: z.string(),
    reason: z.string().min(1).max(300),
  }),
  sample: {
    amount: 'EUR 312.40',
    period: '2027-03',
    how: 'bank transfer',
    account: 'DE •••• 3000',
    reason: 'AC04 Closed account number',
  },
  subject: ({ amount }) => `Your payout of ${amount} came back`,
  title: () => 'Your payout came back',
  preheader: () => 'Please check your payout method. The amount stays yours.',
  body: ({ amount, how, account, reason }, context) => (
    <>
      <P>We paid you {amount}, and the payment came back. The amount is yours and goes out with the next payout.</P>
      <Facts
        rows={[
          ['Paid by', `${how}, ${account}`],
          ['Reason given', <Said key="reason">{reason}</Said>],
        ]}
      />
      <P>Please check your payout method before the next run, or choose another one.</P>
      <Button href={page(context, '/portal/payouts')}>Check the payout method</Button>
    </>
  ),
});
