import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: it has not updated a deal for long: a reminder, then a warning [D4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    warning: z.boolean(),
    lastUpdateAt: instant,
    /** When the next thing happens by itself. */
    expiresAt: instant,
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    warning: true,
    lastUpdateAt: '2027-03-01T14:00:00.000Z',
    expiresAt: '2027-04-30T14:00:00.000Z',
  },
  subject: ({ warning, customer }) => `${warning ? 'Last call' : 'How is it going'}: ${short(customer)}`,
  title: ({ warning }) => (warning ? 'Your deal is about to expire' : 'How is your deal going?'),
  preheader: () => 'A line from you is enough.',
  body: ({ dealId, customer, warning, lastUpdateAt, expiresAt }, context) => (
    <>
      <P>
        We have not heard from you about {customer} since {onDay(lastUpdateAt, context.program.zone)}.
        {warning ? ' Without an update it expires, and others can register the customer.' : ''}
      </P>
      <Facts rows={[[warning ? 'Expires' : 'Next reminder', onDay(expiresAt, context.program.zone)]]} />
      <Button href={page(context, `/portal/deals/${dealId}`)}>Update the deal</Button>
    </>
  ),
});
