import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Facts, P, Quote } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: its registration is rejected, by which rule, and the appeal [D3, D5, L14]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    says: z.string().min(1).max(1_200),
    appealUntil: instant,
    /** A place in line for when the customer is free. */
    inLine: z.boolean(),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    says: 'Another partner registered this customer first, on 2027-03-01. Within 7 days the first to register counts.',
    appealUntil: '2027-03-15T14:00:00.000Z',
    inLine: true,
  },
  subject: ({ customer }) => `Not approved: ${short(customer)}`,
  title: () => 'Your deal was not approved',
  preheader: () => 'Which rule said so, and what you can do.',
  body: ({ dealId, customer, says, appealUntil, inLine }, context) => (
    <>
      <P>We could not approve your registration of {customer}.</P>
      <Quote>{says}</Quote>
      <Facts
        rows={[
          ['Appeal until', onDay(appealUntil, context.program.zone)],
          ...(inLine ? ([['Place in line', 'yes: you are told when the customer is free']] as const) : []),
        ]}
      />
      <P>
        You think this is wrong? Appeal, and say why. Somebody who has not decided on it before looks at it anew and
        answers within 5 business days.
      </P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>See it, or appeal</Button>
    </>
  ),
});
