import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: its registration is approved, and until when it is exclusive [D3, D4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    says: z.string().min(1).max(1_200),
    until: instant,
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    says: 'Approved: the customer is yours while the exclusivity lasts.',
    until: '2027-06-01T14:00:00.000Z',
  },
  subject: ({ customer }) => `Approved: ${short(customer)} is your deal`,
  title: () => 'Your deal is approved',
  preheader: ({ customer }) => `${customer} is exclusively yours for now.`,
  body: ({ dealId, customer, says, until }, context) => (
    <>
      <P>{says}</P>
      <Facts
        rows={[
          ['Customer', customer],
          ['Exclusive until', onDay(until, context.program.zone)],
        ]}
      />
      <P>
        Tell us once a month how it goes. A deal that nobody updates for long is free for others again; if you need more
        time, ask for the extension before the exclusivity ends.
      </P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>See the deal</Button>
    </>
  ),
});
