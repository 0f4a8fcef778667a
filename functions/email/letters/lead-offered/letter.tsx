import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Button, Facts, Key, P, Said, Small } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: an inbound lead is offered; who is behind it is told once it is accepted [D8]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ lead: z.string(), region: z.string(), vertical: z.string(), by: instant }),
  sample: { lead: 'Northwind Traders', region: 'europe', vertical: 'software', by: '2027-03-03T14:00:00.000Z' },
  subject: ({ lead }) => `A lead for you: ${short(lead)}`,
  title: () => 'A lead for you',
  preheader: ({ by }, { program }) => `Accept it by ${atTime(by, program.zone)}.`,
  body: ({ lead, region, vertical, by }, context) => (
    <>
      <P>
        <Said>{lead}</Said> has asked us to be called, and you are the partner for it.
      </P>
      <Facts
        rows={[
          ['Company', lead],
          ['Region', region],
          ['Vertical', vertical],
        ]}
      />
      <P>
        Accept it by <Key>{atTime(by, context.program.zone)}</Key>. After that it goes to the next partner.
      </P>
      <Button href={page(context, '/portal/leads')}>Accept or decline</Button>
      <Small>Name, address and message are on the page as soon as you have accepted.</Small>
    </>
  ),
});
