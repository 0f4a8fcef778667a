import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { settings } from './settings.ts';

let client: SFNClient | undefined;
const workflows = (): SFNClient => {
  client ??= new SFNClient({});
  return client;
};

/** Starts an execution whose name is its business key. One of that name is already there: nothing is to be done. */
export const startWorkflow = async (workflow: string, name: string, input: Record<string, unknown>): Promise<void> => {
  const stateMachineArn = settings.workflowArn(workflow);
  try {
    await workflows().send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
};

/** Ends a waiting state well. `gone`: it has timed out, was answered, or its execution has ended. */
export const answerWait = (token: string, output: unknown): Promise<'told' | 'gone'> =>
  unlessGone(() => workflows().send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) })));

/** Ends a waiting state with an error, its cause as JSON. */
export const failWait = (token: string, error: string, cause: unknown): Promise<'told' | 'gone'> =>
  unlessGone(() =>
    workflows().send(new SendTaskFailureCommand({ taskToken: token, error, cause: JSON.stringify(cause) })),
  );

const unlessGone = async (send: () => Promise<unknown>): Promise<'told' | 'gone'> => {
  try {
    await send();
    return 'told';
  } catch (error) {
    if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken)
      return 'gone';
    throw error;
  }
};
