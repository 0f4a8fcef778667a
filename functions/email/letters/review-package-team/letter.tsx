import { onDay } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, P } from '../../layout/parts.tsx';
import {
  invitation,
  Numbers,
  named,
  packageData,
  packageSample,
  picturesOf,
  reviewPage,
  When,
  whose,
} from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The same package for the managers. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: packageData,
  sample: packageSample,
  subject: ({ meeting: { quarter } }, context) => `Numbers for the review ${named(quarter)}: ${whose(context)}`,
  title: () => 'Prepare the business review',
  preheader: ({ meeting: { startsAt } }, { program }) => `You meet on ${onDay(startsAt, program.zone)}.`,
  body: (data, context) => (
    <>
      <P>
        <Partner context={context} /> has the same numbers. Hold the review along the agenda, then record what came of
        it: actions with owners and dates, the plan, and whether to go on or to optimise.
      </P>
      <When data={data.meeting} context={context} />
      <Numbers data={data} />
      <Button href={reviewPage(data.meeting.quarter, context, 'team')}>Open the review</Button>
    </>
  ),
  pictures: picturesOf,
  calendar: (data, context) => invitation(data.meeting, context, 'team'),
});
