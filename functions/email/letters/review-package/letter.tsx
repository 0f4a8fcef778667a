import { onDay } from '../../layout/dates.ts';
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
} from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The data package, 48 hours before the meeting at the latest [G3]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'partner',
  data: packageData,
  sample: packageSample,
  subject: ({ meeting: { quarter } }) => `The numbers for your review of ${named(quarter)}`,
  title: () => 'Your quarter, before we meet',
  preheader: ({ meeting: { startsAt } }, { program }) => `We meet on ${onDay(startsAt, program.zone)}.`,
  body: (data, context) => (
    <>
      <P>
        Here is what the quarter looks like from our side. Each number opens on the page, with what it is made of. Tell
        us before the meeting where you see it otherwise.
      </P>
      <When data={data.meeting} context={context} />
      <Numbers data={data} />
      <Button href={reviewPage(data.meeting.quarter, context, 'partner')}>Open the numbers</Button>
    </>
  ),
  pictures: picturesOf,
  calendar: (data, context) => invitation(data.meeting, context, 'partner'),
});
