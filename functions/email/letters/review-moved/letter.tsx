import * as z from 'zod';
import { onDay } from '../../layout/dates.ts';
import { Button, P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, reviewPage, When } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The meeting is at another time now, and why: the calendar's event moves with it. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ meeting, because: z.string().min(1).max(500) }),
  sample: {
    meeting: { ...meetingSample, startsAt: '2027-04-22T13:00:00.000Z', sequence: 1 },
    because: 'The numbers were not complete in time: the month 2027-03 is not closed yet.',
  },
  subject: ({ meeting: { quarter } }) => `Your review of ${named(quarter)} has moved`,
  title: () => 'We meet at another time',
  preheader: ({ meeting: { startsAt } }, { program }) => `Now on ${onDay(startsAt, program.zone)}.`,
  body: ({ meeting: data, because }, context) => (
    <>
      <P>{because}</P>
      <When data={data} context={context} />
      <P>The event in your calendar moves with this letter. If the new time does not suit you, reply.</P>
      <Button href={reviewPage(data.quarter, context, 'partner')}>See the review</Button>
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'partner'),
});
