import * as z from 'zod';
import { id } from '../../../shared/text.ts';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: a deal has expired, and the customer is free for others again [D4, L16]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    says: z.string().min(1).max(1_200),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    says: 'No update of yours for 60 days: the customer is free again.',
  },
  subject: ({ customer }) => `Expired: ${short(customer)}`,
  title: () => 'Your deal has expired',
  preheader: ({ says }) => says,
  body: ({ dealId, customer, says }, context) => (
    <>
      <P>Your deal with {customer} has expired.</P>
      <Quote>{says}</Quote>
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
