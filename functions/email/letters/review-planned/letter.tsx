import * as z from 'zod';
import { onDay } from '../../layout/dates.ts';
import { Button, P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, reviewPage, When } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** Proposes the business review of a quarter [G3], with an invitation for the calendar. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: z.strictObject({ meeting }),
  sample: { meeting: meetingSample },
  subject: ({ meeting: { quarter } }) => `Your business review of ${named(quarter)}`,
  title: () => 'Let us look at the quarter together',
  preheader: ({ meeting: { startsAt, minutes } }, { program }) =>
    `${onDay(startsAt, program.zone)}, ${minutes} minutes.`,
  body: ({ meeting: data }, context) => (
    <>
      <P>
        The quarter is over. We propose an hour to look at what it brought, what we agreed, and what comes next. The
        numbers reach you two days before at the latest; if they cannot, the meeting moves.
      </P>
      <When data={data} context={context} />
      <P>The invitation for your calendar is in this letter. If the time does not suit you, reply, and we move it.</P>
      <Button href={reviewPage(data.quarter, context, 'partner')}>See the review</Button>
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'partner'),
});
