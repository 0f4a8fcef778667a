import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { atTime, onDay } from '../../layout/dates.ts';
import { Button, Key, P, Said } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

/** To a partner: a lead waits for its answer, or for word of what has become of it. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ what: z.enum(['answer', 'outcome']), lead: z.string(), by: instant }),
  sample: { what: 'answer', lead: 'Northwind Traders', by: '2027-03-03T14:00:00.000Z' },
  subject: ({ what, lead }) =>
    what === 'answer' ? `Still waiting for you: ${short(lead)}` : `What has become of ${short(lead)}?`,
  title: ({ what }) => (what === 'answer' ? 'A lead is waiting for you' : 'What has become of your lead?'),
  preheader: ({ by }, { program }) => `By ${onDay(by, program.zone)}.`,
  body: ({ what, lead, by }, context) => (
    <>
      <P>
        {what === 'answer' ? 'You have not answered yet whether you take ' : 'We have heard nothing new of '}
        <Said>{lead}</Said>.
      </P>
      <P>
        {what === 'answer'
          ? 'It goes to the next partner on '
          : 'Report how far you are. Without a word it is closed on '}
        <Key>{what === 'answer' ? atTime(by, context.program.zone) : onDay(by, context.program.zone)}</Key>.
      </P>
      <Button href={page(context, '/portal/leads')}>{what === 'answer' ? 'Accept or decline' : 'Report'}</Button>
    </>
  ),
});
