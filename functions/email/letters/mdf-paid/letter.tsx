import * as z from 'zod';
import { currencyCode, minorPaid, moneyText } from '../../../shared/money.ts';
import { Button, Facts, P, Said } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To the partner: the proof was accepted, and what of it is credited [M2]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    title: z.string(),
    currency: currencyCode,
    minor: minorPaid,
    approvedMinor: minorPaid,
    receipts: z.string(),
    matchBp: z.int().min(0).max(10_000),
  }),
  sample: {
    title: 'Booth at the Retail Forum',
    currency: 'USD',
    minor: 120_000,
    approvedMinor: 150_000,
    receipts: 'USD 2,400.00',
    matchBp: 5_000,
  },
  subject: ({ title, minor, currency }) => `${moneyText({ minor, currency })} for ${short(title)}`,
  title: ({ minor, currency }) => `${moneyText({ minor, currency })} are yours`,
  preheader: () => 'Your proof was accepted.',
  body: ({ title, currency, minor, approvedMinor, receipts, matchBp }, context) => (
    <>
      <P>
        Your proof of “<Said>{title}</Said>” was accepted. The amount is payable, and goes out with your next payout.
      </P>
      <Facts
        rows={[
          ['Receipts', receipts],
          ['Your part', `${matchBp / 100} %`],
          ['Approved', moneyText({ minor: approvedMinor, currency })],
          ['Credited', moneyText({ minor, currency })],
        ]}
      />
      <P>Which leads and deals did it bring? Name them on the page: it shows us what works for you.</P>
      <Button href={page(context, '/portal/mdf')}>See my funds</Button>
    </>
  ),
});
