import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Button, P, Said } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: a lead was neither accepted nor declined in time, and is another one's now [D8]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ lead: z.string(), by: instant }),
  sample: { lead: 'Northwind Traders', by: '2027-03-03T14:00:00.000Z' },
  subject: ({ lead }) => `Passed on: ${short(lead)}`,
  title: () => 'A lead was passed on',
  preheader: ({ by }, { program }) => `It was to be accepted by ${atTime(by, program.zone)}.`,
  body: ({ lead, by }, context) => (
    <>
      <P>
        <Said>{lead}</Said> was to be accepted by {atTime(by, context.program.zone)}. We heard nothing, and the company
        should not wait, so it was passed on.
      </P>
      <P>The next lead comes to you as before. If you cannot take any for a while, switch them off on the page.</P>
      <Button href={page(context, '/portal/leads')}>See my leads</Button>
    </>
  ),
});
