import * as z from 'zod';
import type { TimelineEntry } from './contract.ts';

/** Detail of `Step Functions Execution Status Change`, as far as it is read here. */
export const statusChange = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
  startDate: z.number(),
  stopDate: z.number().nullish(),
  input: z.string().nullish(),
  output: z.string().nullish(),
  error: z.string().nullish(),
  cause: z.string().nullish(),
  redriveCount: z.number().int().nullish(),
  redriveDate: z.number().nullish(),
});
export type StatusChange = z.infer<typeof statusChange>;

const WORKFLOWS = ['partner-lifecycle', 'partner-onboarding', 'affiliate-onboarding', 'certification-renewal'] as const;

export const workflowOf = (change: StatusChange): (typeof WORKFLOWS)[number] | undefined =>
  WORKFLOWS.find((name) => change.stateMachineArn.endsWith(name));

/** Ended well, these never run again for the same partner, run and year; a renewal comes every year. */
export const endsForGood = (change: StatusChange): boolean =>
  change.status === 'SUCCEEDED' && workflowOf(change) !== 'certification-renewal';

export const hasEnded = (change: StatusChange): boolean =>
  ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'].includes(change.status);

/** It runs again after it had failed or was stopped; every first start is RUNNING too, and is nobody's news. */
export const wasRedriven = (change: StatusChange): boolean =>
  change.status === 'RUNNING' && (change.redriveCount ?? 0) > 0;

/** The workflow's name, of any workflow of the program: `prefix` is the stage's. */
export const nameOf = (change: StatusChange, prefix: string): string => {
  const name = change.stateMachineArn.slice(change.stateMachineArn.lastIndexOf(':') + 1);
  return name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : name;
};

/** Workflows of one partner name it as a person types it, or by its id; others name a deal or a lead. */
const inputTyped = z.union([
  z.looseObject({ partner: z.string().trim().max(300) }),
  z.looseObject({ partnerId: z.string().max(300) }).transform(({ partnerId }) => ({ partner: partnerId })),
  z.looseObject({ deal: z.string().trim().toUpperCase().min(1).max(100) }).transform(({ deal }) => ({ deal })),
  z.looseObject({ lead: z.string().trim().min(1).max(100) }).transform(({ lead }) => ({ lead })),
]);
export type Subject = z.infer<typeof inputTyped>;

/** What the execution was about, as typed in its input. Longer than an input takes, it names nothing. */
export const subjectTyped = (change: StatusChange): Subject | undefined => {
  try {
    return inputTyped.safeParse(JSON.parse(change.input ?? '')).data;
  } catch {
    return undefined;
  }
};

const outcomes: Partial<Record<StatusChange['status'], string>> = {
  SUCCEEDED: 'has ended',
  FAILED: 'has failed',
  TIMED_OUT: 'has run out of time',
  ABORTED: 'was stopped in the AWS console',
};

/** `lost`: another execution has the lock meanwhile. */
export const entryOfRedrive = (
  change: StatusChange,
  workflow: string,
  partnerId: string,
  lost: boolean,
): TimelineEntry => ({
  type: 'TIMELINE',
  partnerId,
  at: new Date(change.redriveDate ?? change.startDate).toISOString(),
  entry: `${change.name}/redrive-${change.redriveCount}`,
  name: 'workflow-redriven',
  text: lost
    ? `Workflow ${workflow} was redriven though another execution of it runs for this partner: stop one of the two.`
    : `Workflow ${workflow} was redriven and goes on.`,
  data: { execution: change.executionArn, status: change.status },
});

const INPUT_SHOWN = 500;
const outcomeTold = z.looseObject({ outcome: z.string().max(200) });

/** What a workflow says of its own end, where its output says it. */
const outcomeOf = (output: string | null | undefined): string => {
  try {
    const parsed = outcomeTold.safeParse(JSON.parse(output ?? ''));
    return parsed.success ? `: ${parsed.data.outcome.replaceAll('-', ' ')}` : '';
  } catch {
    return '';
  }
};

export const entryOfChange = (change: StatusChange, workflow: string, partnerId: string): TimelineEntry => {
  const why = change.error
    ? `: ${change.error}. ${(change.cause ?? '').slice(0, 500)}`
    : `${change.status === 'SUCCEEDED' ? outcomeOf(change.output) : ''}.`;
  const startedAt = new Date(change.startDate).toISOString();
  const input = change.input ? { input: change.input.slice(0, INPUT_SHOWN) } : {};
  return {
    type: 'TIMELINE',
    partnerId,
    at: new Date(change.stopDate ?? change.startDate).toISOString(),
    entry: `${change.name}/${change.status}`,
    name: 'workflow-ended',
    text: `Workflow ${workflow} ${outcomes[change.status] ?? change.status}${why}`,
    data: { execution: change.executionArn, status: change.status, startedAt, ...input },
  };
};
