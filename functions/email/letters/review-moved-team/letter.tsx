import * as z from 'zod';
import { onDay } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, reviewPage, When, whose } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The same for the managers. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ meeting, because: z.string().min(1).max(500) }),
  sample: {
    meeting: { ...meetingSample, startsAt: '2027-04-22T13:00:00.000Z', sequence: 1 },
    because: 'The numbers were not complete in time: the month 2027-03 is not closed yet.',
  },
  subject: ({ meeting: { quarter } }, context) => `Review ${named(quarter)} moved: ${whose(context)}`,
  title: () => 'A business review has moved',
  preheader: ({ meeting: { startsAt } }, { program }) => `Now on ${onDay(startsAt, program.zone)}.`,
  body: ({ meeting: data, because }, context) => (
    <>
      <P>
        <Partner context={context} /> was told: {because}
      </P>
      <When data={data} context={context} />
      <Button href={reviewPage(data.quarter, context, 'team')}>See the review</Button>
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'team'),
});
