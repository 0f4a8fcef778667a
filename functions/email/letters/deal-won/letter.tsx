import * as z from 'zod';
import { type DealRule, dealRule } from '../../../deals/contract.ts';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

const partName: Readonly<Record<DealRule, string>> = {
  margin: 'Margin of your tier',
  'registered-deal': 'Registered deal',
  'new-customer': 'New customer',
  'two-years': 'Two-year contract',
  'three-years': 'Three years or longer',
  'closed-won-referral': 'Referral',
  'co-sell': 'Co-selling',
  'conflict-fee': 'Conflict fee',
  meeting: 'Meeting',
};

/** To a partner: a deal is won, and what its payments earn, fixed for good [D7, T1]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    wonAt: instant,
    invoicing: z.enum(['agency', 'resale']),
    percent: z.string().max(10),
    parts: z.array(z.strictObject({ rule: dealRule, shareBp: z.int() })).max(6),
    /** The partner owns it; else the other side of a conflict has won. */
    owner: z.boolean(),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    wonAt: '2027-04-10T12:00:00.000Z',
    invoicing: 'agency',
    percent: '28',
    parts: [
      { rule: 'margin', shareBp: 2_000 },
      { rule: 'registered-deal', shareBp: 500 },
      { rule: 'new-customer', shareBp: 300 },
    ],
    owner: true,
  },
  subject: ({ customer }) => `Won: ${short(customer)}`,
  title: ({ owner }) => (owner ? 'You have won' : 'The other side has won'),
  preheader: () => 'What it earns.',
  body: ({ dealId, customer, wonAt, invoicing, percent, parts, owner }, context) => (
    <>
      <P>
        {owner
          ? `Congratulations: ${customer} is won.`
          : `The side that owns ${customer} has won it. What you are owed comes with the customer’s payments.`}
      </P>
      {owner ? (
        <Facts
          rows={[
            ['Won on', onDay(wonAt, context.program.zone)],
            ...parts.map(({ rule, shareBp }) => [partName[rule], `${shareBp / 100} %`] as const),
            ['Altogether', `${percent} % of each payment, net of tax`],
          ]}
        />
      ) : null}
      {owner ? (
        <P>
          {invoicing === 'agency'
            ? 'We invoice the customer: each payment that arrives adds to your balance.'
            : 'You invoice the customer: this is the discount on your order, and nothing is booked.'}
        </P>
      ) : null}
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
