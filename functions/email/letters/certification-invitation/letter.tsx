import * as z from 'zod';
import { track } from '../../../certification/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { Button, Key, P } from '../../layout/parts.tsx';
import { defineLetter, page } from '../../letter.ts';
import { trackName } from '../../words.ts';

/** Opens the sales or technical certification [O2, O3]. */
export const letter = defineLetter({
  kind: 'journey',
  reader: 'partner',
  data: z.strictObject({ track, dueOn: instant }),
  sample: { track: 'sales', dueOn: '2027-01-12T16:30:00.000Z' },
  subject: ({ track: course }) => `Your ${trackName[course]} is open`,
  title: ({ track: course }) => `Your ${trackName[course]}`,
  preheader: ({ track: course }) =>
    course === 'sales' ? 'Two and a half hours, in pieces as you like.' : 'Four hours and a hands-on lab.',
  body: ({ track: course, dueOn }, context) => (
    <>
      {course === 'sales' ? (
        <P>
          The sales certification takes about two and a half hours, and you can stop after each module: the product, our
          ideal customer, the demo and its objections, and how a deal works here. Then there are 20 questions; 16 right
          answers are enough.
        </P>
      ) : (
        <P>
          The technical certification has three modules of four hours in all: architecture, implementation, and what to
          do when something breaks. A hands-on lab ends it, and one of our people looks at your result.
        </P>
      )}
      <P>
        Please be done by <Key>{onDay(dueOn, context.program.zone)}</Key>.
      </P>
      <Button href={page(context, '/portal/courses')}>Start the first module</Button>
    </>
  ),
});
