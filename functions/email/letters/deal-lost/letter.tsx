import * as z from 'zod';
import { id } from '../../../shared/text.ts';
import { Button, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: a deal is recorded as lost. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    says: z.string().max(1_200),
    /** The other side of a conflict has lost it. */
    owed: z.boolean(),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    says: 'The customer has stopped the project.',
    owed: false,
  },
  subject: ({ customer }) => `Lost: ${short(customer)}`,
  title: () => 'The deal is closed as lost',
  preheader: () => 'What it means.',
  body: ({ dealId, customer, says, owed }, context) => (
    <>
      <P>
        {owed
          ? `The side that owned ${customer} has not won it, so nothing is owed for it.`
          : `Your deal with ${customer} is closed as lost, and the customer is free.`}
      </P>
      {says ? <Quote>{says}</Quote> : null}
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
