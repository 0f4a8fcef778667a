import * as z from 'zod';
import { milestoneId } from '../../../onboarding/contract.ts';
import { instant } from '../../../shared/text.ts';
import { onDay } from '../../layout/dates.ts';
import { partnerPage } from '../../layout/pages.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { companyOf, defineLetter } from '../../letter.ts';
import { milestoneName, short, toDo } from '../../words.ts';

/** To the manager: 48 hours after a nudge, the milestone is still open [O]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ milestone: milestoneId, dueOn: instant }),
  sample: { milestone: 'O2', dueOn: '2027-01-12T16:30:00.000Z' },
  subject: ({ milestone }, context) => `${short(companyOf(context))} is late with ${milestoneName[milestone]}`,
  title: () => 'A partner may need you',
  preheader: ({ dueOn }, { program }) => `It was due on ${onDay(dueOn, program.zone)}; our reminder did not help.`,
  body: ({ milestone, dueOn }, context) => (
    <>
      <P>We have reminded the partner once, and nothing has happened since. A call by a person usually works.</P>
      <Facts
        rows={[
          ['Partner', <Partner context={context} key="partner" />],
          ['Not done', toDo[milestone]],
          ['Was due', onDay(dueOn, context.program.zone)],
        ]}
      />
      <Button href={partnerPage(context)}>Open the partner</Button>
    </>
  ),
});
