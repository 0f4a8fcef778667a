import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: the exclusivity of a deal is extended [D4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    until: instant,
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    until: '2027-07-01T14:00:00.000Z',
  },
  subject: ({ customer }) => `More time for ${short(customer)}`,
  title: () => 'Your exclusivity is extended',
  preheader: () => 'Until when.',
  body: ({ dealId, customer, until }, context) => (
    <>
      <P>
        {customer} is exclusively yours until {onDay(until, context.program.zone)}. This was the one extension.
      </P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
