import * as z from 'zod';
import { Button, P, Steps } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** There is enough to pay, and it waits: why, and what to do. Nothing is lost [A6]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    amount: z.string(),
    period: z.string(),
    reasons: z
      .array(z.strictObject({ why: z.string(), whatToDo: z.string() }))
      .min(1)
      .max(10),
  }),
  sample: {
    amount: 'USD 148.00',
    period: '2027-03',
    reasons: [
      { why: 'We do not know yet how to pay you.', whatToDo: 'Add a payout method on the Payouts page.' },
      {
        why: 'Your tax form is not here yet.',
        whatToDo: 'Say on the Payouts page which form is yours, and hand it in.',
      },
    ],
  },
  subject: ({ amount }) => `Your payout of ${amount} waits`,
  title: () => 'Your payout waits',
  preheader: ({ amount }) => `${amount} is yours. Here is why it waits, and what helps.`,
  body: ({ amount, reasons }, context) => (
    <>
      <P>
        You have earned {amount}. It is yours, and we cannot pay it yet{reasons.length > 1 ? ', for these reasons' : ''}
        :
      </P>
      <Steps
        steps={reasons.map(({ why, whatToDo }) => (
          <>
            <b>{why}</b> {whatToDo}
          </>
        ))}
      />
      <P>Once nothing stands in its way, the next payout has it. Nothing is lost meanwhile.</P>
      <Button href={page(context, '/portal/payouts')}>Go to payouts</Button>
    </>
  ),
});
