import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: the exclusivity of a deal ends soon [D4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    until: instant,
    canExtend: z.boolean(),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    until: '2027-06-01T14:00:00.000Z',
    canExtend: true,
  },
  subject: ({ customer }) => `Your exclusivity ends soon: ${short(customer)}`,
  title: () => 'The exclusivity ends soon',
  preheader: ({ canExtend }) => (canExtend ? 'You can ask for more time once.' : 'It was extended already.'),
  body: ({ dealId, customer, until, canExtend }, context) => (
    <>
      <P>
        {customer} is exclusively yours until {onDay(until, context.program.zone)}. After that the customer is free for
        others.
      </P>
      <P>
        {canExtend
          ? 'If you need more time, ask for the one extension before that day; it is given at once.'
          : 'It was extended once already. If you win by then, tell us on the page of the deal.'}
      </P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>
        {canExtend ? 'Ask for more time' : 'See the deal'}
      </Button>
    </>
  ),
});
