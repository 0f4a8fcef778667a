import * as z from 'zod';
import { onDay } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, P } from '../../layout/parts.tsx';
import { invitation, meeting, meetingSample, named, reviewPage, When, whose } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** The same invitation for the managers. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ meeting }),
  sample: { meeting: meetingSample },
  subject: ({ meeting: { quarter } }, context) => `Business review ${named(quarter)}: ${whose(context)}`,
  title: () => 'A business review is planned',
  preheader: ({ meeting: { startsAt } }, { program }) => `Proposed for ${onDay(startsAt, program.zone)}.`,
  body: ({ meeting: data }, context) => (
    <>
      <P>
        The review of <Partner context={context} /> is proposed to its contact for this time. The data package is made
        some days before, by itself.
      </P>
      <When data={data} context={context} />
      <Button href={reviewPage(data.quarter, context, 'team')}>See the review</Button>
    </>
  ),
  calendar: ({ meeting: data }, context) => invitation(data, context, 'team'),
});
