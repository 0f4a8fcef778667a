import * as z from 'zod';
import { id } from '../../../shared/text.ts';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: another side owns the customer, by which rule, and what that means [D5]. */
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
    says: 'Our own sales were there on 2027-02-01, before the registration of 2027-03-01: the direct side owns the customer. The partner who gives way is paid the conflict fee.',
  },
  subject: ({ customer }) => `Decided: who owns ${short(customer)}`,
  title: () => 'Another side owns this customer',
  preheader: () => 'Which rule said so.',
  body: ({ dealId, customer, says }, context) => (
    <>
      <P>There were two sides with {customer}, and our written rules decided:</P>
      <Quote>{says}</Quote>
      <P>Where a fee is owed to you, it comes by itself once the other side has won. You need to do nothing.</P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
