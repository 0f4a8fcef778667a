import * as z from 'zod';
import { id } from '../../../shared/text.ts';
import { Button, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner that waits in line: the customer is free again [D4, D5]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
  },
  subject: ({ customer }) => `${short(customer)} is free again, and you are next`,
  title: () => 'You are next in line',
  preheader: () => 'Register it now, before others do.',
  body: ({ dealId, customer }, context) => (
    <>
      <P>
        You had registered {customer} while it was another partner’s. It is free now, and you are the first in line: you
        are the only one we tell.
      </P>
      <P>
        It is not reserved. Check your registration again, and if nobody else was quicker, it is yours to be decided on.
      </P>
      <Button href={page(context, `/portal/deals/${dealId}`)}>Register it now</Button>
    </>
  ),
});
