import * as z from 'zod';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** The remittance letter: what was paid, how, and where each line of it is explained. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    amount: z.string(),
    period: z.string(),
    how: z.string(),
    account: z.string(),
    on: z.iso.date(),
    reference: z.string(),
  }),
  sample: {
    amount: 'USD 1,234.50',
    period: '2027-03',
    how: 'bank transfer',
    account: 'DE •••• 3000',
    on: '2027-03-08',
    reference: 'K7Q2M9X4T1V8B3N6C5Z0H2J4RD',
  },
  subject: ({ amount }) => `We paid you ${amount}`,
  title: ({ amount }) => `${amount} is yours`,
  preheader: ({ how, on }) => `Paid by ${how} on ${on}.`,
  body: ({ amount, period, how, account, on, reference }, context) => (
    <>
      <P>We have paid your earnings. It can take a few days until they are on your account.</P>
      <Facts
        rows={[
          ['Amount', amount],
          ['Paid by', `${how}, ${account}`],
          ['Date', on],
          ['Payout', period],
          ['Reference', reference],
        ]}
      />
      <P>Your statement explains every line of it: each sale, what it earned, and what was taken back.</P>
      <Button href={page(context, '/portal/payouts')}>See payouts and statements</Button>
    </>
  ),
});
