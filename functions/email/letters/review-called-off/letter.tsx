import * as z from 'zod';
import { P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, When } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The review does not take place: its event leaves the calendar. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ meeting, because: z.string().min(1).max(500) }),
  sample: {
    meeting: { ...meetingSample, sequence: 2 },
    because: 'We meet in June at your conference instead.',
  },
  subject: ({ meeting: { quarter } }) => `Your review of ${named(quarter)} is off`,
  title: () => 'We do not meet',
  preheader: () => 'The event leaves your calendar.',
  body: ({ meeting: data, because }, context) => (
    <>
      <P>The business review at this time does not take place.</P>
      <P>{because}</P>
      <When data={data} context={context} />
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'partner', 'CANCEL'),
});
