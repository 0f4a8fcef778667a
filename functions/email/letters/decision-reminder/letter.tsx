import * as z from 'zod';
import { instant } from '../../../shared/text.ts';
import { taskId, taskKind, taskKinds } from '../../../tasks/contract.ts';
import { atTime } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';
import { asked, short } from '../../words.ts';

/** The same, when half the time is gone. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({ taskId, kind: taskKind, deadline: instant }),
  sample: { taskId: 'q3ZkX0vB7nLr2tYw9sCf4hJm6pDa8eGu', kind: 'scorecard', deadline: '2027-01-07T16:30:00.000Z' },
  subject: ({ kind }, context) => `Still open: ${short(companyOf(context))}, ${asked[kind].about}`,
  title: () => 'Still waiting for you',
  preheader: ({ deadline }, { program }) => `By ${atTime(deadline, program.zone)}.`,
  body: ({ taskId: task, kind, deadline }, context) => (
    <>
      <P>This decision is still open, and the partner is waiting for it.</P>
      <P>{taskKinds[kind].asks}</P>
      <Facts
        rows={[
          ['Partner', <Partner context={context} key="partner" />],
          ['Deadline', atTime(deadline, context.program.zone)],
        ]}
      />
      <P>Without a decision by then, {asked[kind].otherwise}.</P>
      <Button href={page(context, `/ops/tasks/${task}`)}>Decide</Button>
    </>
  ),
});
