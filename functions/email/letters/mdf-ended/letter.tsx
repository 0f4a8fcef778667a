import * as z from 'zod';
import { currencyCode, minorPaid, moneyText } from '../../../shared/money.ts';
import { Button, P, Quote, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

const titles = {
  expired: 'Your funds have expired',
  forfeited: 'Your funds are forfeited',
  refused: 'Your proof was not accepted',
  cancelled: 'Your request is called off',
} as const;

/** To the partner: funds that were promised are not any more, and why [M3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    how: z.enum(['expired', 'forfeited', 'refused', 'cancelled']),
    title: z.string(),
    currency: currencyCode,
    minor: minorPaid,
    reason: z.string().min(1).max(1000),
  }),
  sample: {
    how: 'forfeited',
    title: 'Booth at the Retail Forum',
    currency: 'USD',
    minor: 150_000,
    reason: 'No proof came within 30 days of the activity.',
  },
  subject: ({ how, title }) => `${titles[how]}: ${short(title)}`,
  title: ({ how }) => titles[how],
  preheader: ({ minor, currency }) => `${moneyText({ minor, currency })} are no longer set aside.`,
  body: ({ how, title, currency, minor, reason }, context) => (
    <>
      <P>
        {moneyText({ minor, currency })} were set aside for “<Said>{title}</Said>”. They are not any more. The reason:
      </P>
      <Quote>{reason}</Quote>
      <Button href={page(context, '/portal/mdf')}>See my funds</Button>
      {how === 'cancelled' ? null : <Small>If you think this is a mistake, reply to this letter.</Small>}
    </>
  ),
});
