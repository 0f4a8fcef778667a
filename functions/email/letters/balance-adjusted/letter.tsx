import * as z from 'zod';
import { currencyCode, minorUnits, moneyText } from '../../../shared/money.ts';
import { Button, P, Quote, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';

/** To a partner whose balance a person has changed, with the reason [A14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    kind: z.enum(['adjusted', 'written-off']),
    minor: minorUnits,
    currency: currencyCode,
    reason: z.string().min(1).max(500),
    payableMinor: minorUnits,
  }),
  sample: {
    kind: 'adjusted',
    minor: 2_500,
    currency: 'USD',
    reason: 'A sale of 12 March came without its coupon code. This is the commission on it.',
    payableMinor: 18_240,
  },
  subject: ({ kind }, { program }) =>
    kind === 'adjusted'
      ? `Your balance in ${program.name} was adjusted`
      : `What you owed ${program.name} is written off`,
  title: ({ kind }) => (kind === 'adjusted' ? 'Your balance was adjusted' : 'What you owed is written off'),
  preheader: ({ minor, currency }) => `${moneyText({ minor, currency })}, and why.`,
  body: ({ minor, currency, reason, payableMinor }, context) => (
    <>
      <P>
        Somebody of our team has changed your balance by <strong>{moneyText({ minor, currency })}</strong>. The reason:
      </P>
      <Quote>{reason}</Quote>
      <P>
        Payable now: <strong>{moneyText({ minor: payableMinor, currency })}</strong>.
        {payableMinor < 0 ? ' The next commissions are set against it.' : ''}
      </P>
      <Button href={page(context, '/portal/earnings')}>See my earnings</Button>
      <Small>If you think this is a mistake, reply within 14 days. Somebody else looks at it then.</Small>
    </>
  ),
});
