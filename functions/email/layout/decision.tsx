import * as z from 'zod';
import { instant } from '../../shared/text.ts';
import { taskId, taskKind, taskKinds } from '../../tasks/contract.ts';
import { type LetterContext, page } from '../letter.ts';
import { asked } from '../words.ts';
import { atTime } from './dates.ts';
import { Partner } from './partner.tsx';
import { Button, Facts, P } from './parts.tsx';

/** What every letter about a decision says, and a sample of it. */
export const decisionData = z.strictObject({ taskId, kind: taskKind, deadline: instant });
type Data = z.output<typeof decisionData>;
export const decisionSample: Data = {
  taskId: 'q3ZkX0vB7nLr2tYw9sCf4hJm6pDa8eGu',
  kind: 'scorecard',
  deadline: '2027-01-07T16:30:00.000Z',
};

/** What is asked, of whom, until when, what happens otherwise [L11], and the way to decide. */
export const Decision = ({ data, context }: { readonly data: Data; readonly context: LetterContext }) => (
  <>
    <P>{taskKinds[data.kind].asks}</P>
    <Facts
      rows={[
        ['Partner', <Partner context={context} key="partner" />],
        ['Deadline', atTime(data.deadline, context.program.zone)],
      ]}
    />
    <P>Without a decision by then, {asked[data.kind].otherwise}.</P>
    <Button href={page(context, `/ops/tasks/${data.taskId}`)}>Decide</Button>
  </>
);
