import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: what the automatic checks said of a registration, and what comes next [D2, D3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    state: z.enum(['in-review', 'blocked']),
    says: z.string().max(1_200),
    dueAt: instant,
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    state: 'in-review',
    says: 'All checks passed.',
    dueAt: '2027-03-03T14:00:00.000Z',
  },
  subject: ({ state, customer }) => `${state === 'blocked' ? 'Not registered yet' : 'Registered'}: ${short(customer)}`,
  title: ({ state }) => (state === 'blocked' ? 'Something has to be done first' : 'Your deal is registered'),
  preheader: ({ says }) => says,
  body: ({ dealId, customer, state, says, dueAt }, context) => (
    <>
      <P>
        {state === 'blocked'
          ? `Your registration of ${customer} is kept, and it waits: the customer is not yours yet.`
          : `Nobody else can register ${customer} while we look at it.`}
      </P>
      <Facts
        rows={[
          ['Customer', customer],
          ['Checks', says],
          [state === 'blocked' ? 'Kept until' : 'Decided by', atTime(dueAt, context.program.zone)],
        ]}
      />
      <Button href={page(context, `/portal/deals/${dealId}`)}>
        {state === 'blocked' ? 'See what to do' : 'See the deal'}
      </Button>
    </>
  ),
});
