import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { atTime, onDay } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { meeting, meetingSample, named, reviewPage, whose } from '../../layout/review.tsx';
import { defineLetter } from '../../letter.ts';

/** Nobody has recorded the review yet. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ meeting, until: instant }),
  sample: { meeting: meetingSample, until: '2027-04-30T14:00:00.000Z' },
  subject: ({ meeting: { quarter } }, context) => `Record the review ${named(quarter)}: ${whose(context)}`,
  title: () => 'Was the review held?',
  preheader: ({ until }, { program }) => `From ${onDay(until, program.zone)} on it counts as missed.`,
  body: ({ meeting: data, until }, context) => (
    <>
      <P>
        Nobody has recorded the business review with <Partner context={context} /> yet. If it was held, record it: the
        actions, the plan, and whether to go on or to optimise. If it was not, move it.
      </P>
      <Facts
        rows={[
          ['Meeting', atTime(data.startsAt, context.program.zone)],
          ['Counts as missed', atTime(until, context.program.zone)],
        ]}
      />
      <Button href={reviewPage(data.quarter, context, 'team')}>Record it, or move it</Button>
    </>
  ),
});
