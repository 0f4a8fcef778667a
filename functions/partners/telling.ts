import * as z from 'zod';
import { accrualTold, flagTold } from '../fraud/contract.ts';
import { envelope, factData, type ProgramEvent } from '../shared/event.ts';
import { decisionMade, taskRequest } from '../tasks/contract.ts';
import { partnerAdmitted, stageChanged, stopData, type TimelineEntry, timelineItem } from './contract.ts';

/** What an event says, as one sentence of the partner's timeline. */
const sentences: Readonly<Record<string, (data: unknown) => string>> = {
  'application-verified.v1': () => 'The application was confirmed by its contact.',
  'stage-changed.v1': (data) => {
    const { from, to, reason } = stageChanged.parse(data);
    return `${from ? `${from} to ${to}` : `Began in ${to}`}${reason ? `: ${reason}` : '.'}`;
  },
  'partner-admitted.v1': (data) => {
    const { tier, conditional, reason } = partnerAdmitted.parse(data);
    return `Admitted at ${tier}${conditional ? ', on condition' : ''}: ${reason}`;
  },
  'partner-stopped.v1': (data) => {
    const { reason, note } = stopData.parse(data);
    return `Stopped (${reason}): ${note}`;
  },
  'decision-made.v1': (data) => {
    const { kind, decision } = decisionMade.parse(data);
    const who = decision.by === 'rule' ? 'by rule at the deadline' : `by ${decision.byName ?? 'a person'}`;
    return `Decision on ${words(kind)}: ${words(decision.outcome)}, ${who}. ${decision.reason ?? ''}`.trim();
  },
  'letter-sent.v1': (data) => `Letter sent: ${letterIn(data).letter}.`,
  'letter-skipped.v1': (data) => `Letter not sent, by rule (${letterIn(data).reason}): ${letterIn(data).letter}.`,
  'letter-failed.v1': (data) => `Letter failed (${letterIn(data).reason}): ${letterIn(data).letter}.`,
  'contact-unreachable.v1': () => 'The mailbox of the contact does not exist: nothing is sent to it any more.',
  'letters-unsubscribed.v1': () => 'The contact wants no more tips and reminders.',
  'colleague-applied.v1': () => 'Somebody else of this company applied, and was told that it is a partner already.',
  'overlap-measured.v1': () => 'The overlap with our customers was computed.',
  'application-scored.v1': () => 'A scorecard was made.',
  'task-requested.v1': (data) => `A person was asked: ${words(taskRequest.parse(data).kind)}.`,
  'flag-raised.v1': (data) => `A flag was raised: ${words(flagTold.parse(data).rule)}.`,
  'flag-closed.v1': (data) => {
    const { rule, state, reason } = flagTold.parse(data);
    return `A flag was ${state} (${words(rule)}): ${reason}`;
  },
  'accrual-held.v1': (data) => accrualSentence('held', data),
  'accrual-released.v1': (data) => accrualSentence('released', data),
  'accrual-rejected.v1': (data) => accrualSentence('rejected', data),
  'accrual-reinstated.v1': (data) => accrualSentence('reinstated', data),
  'review-planned.v1': (data) => reviewSentence('was planned', data),
  'review-prepared.v1': (data) => reviewSentence('has its numbers', data),
  'review-moved.v1': (data) => reviewSentence('was moved', data),
  'review-called-off.v1': (data) => reviewSentence('was called off', data),
  'review-missed.v1': (data) => reviewSentence('counts as missed', data),
  'review-recorded.v1': (data) => reviewSentence('was held and recorded', data),
  'person-erased.v1': () => 'The contact was erased.',
  'fact-recorded.v1': (data) => `Recorded: ${words(factData.parse(data).fact)}.`,
};

const reviewTold = z.looseObject({ quarter: z.string(), because: z.string().optional() });
const reviewSentence = (done: string, data: unknown): string => {
  const { quarter, because } = reviewTold.parse(data);
  return `The business review of ${quarter} ${done}${because ? `: ${because}` : '.'}`;
};

const accrualSentence = (done: string, data: unknown): string => {
  const { sale, rule } = accrualTold.parse(data);
  return `The commission on ${sale} was ${done} (${words(rule)}).`;
};

/** What the e-mail room tells of a letter. */
const letterTold = z.looseObject({ letter: z.string(), reason: z.string().default('') });

const letterIn = (data: unknown): { letter: string; reason: string } => {
  const told = letterTold.parse(data);
  return { letter: words(told.letter), reason: words(told.reason) };
};

const words = (name: string): string => name.replaceAll('-', ' ').replaceAll(':', ', ');

/** The timeline entry of an event; one that has no sentence of its own is told by its name. */
export const entryOf = (event: ProgramEvent, partnerId: string): TimelineEntry => {
  const by = event.data.by;
  return {
    type: 'TIMELINE',
    partnerId,
    at: event.occurredAt,
    entry: event.id,
    name: event.name,
    text: sentences[event.name]?.(event.data) ?? `${words(event.name.replace(/\.v\d+$/, ''))}.`,
    ...(typeof by === 'string' ? { by } : {}),
    data: event.data,
  };
};

/** An item of the timeline: an event as the outbox keeps it, or an entry that was written as one. */
export const readEntry = (item: Record<string, unknown>): TimelineEntry => {
  if (item.type === 'TIMELINE') return timelineItem.parse(item);
  const event = envelope.parse(item.event);
  return entryOf(event, event.partnerId ?? '');
};

// ---- Executions that ended

/** Detail of `Step Functions Execution Status Change`, as far as it is read here. */
export const statusChange = z.object({
  executionArn: z.string(),
  stateMachineArn: z.string(),
  name: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
  startDate: z.number(),
  stopDate: z.number().nullish(),
  input: z.string().nullish(),
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

const inputTyped = z.looseObject({ partner: z.string().trim().max(300) });

/** Whom the execution was for, as typed: in its input, else nobody. Longer than an input takes, it names nobody. */
export const partnerTyped = (change: StatusChange): string | undefined => {
  try {
    const parsed = inputTyped.safeParse(JSON.parse(change.input ?? ''));
    return parsed.success ? parsed.data.partner : undefined;
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

export const entryOfChange = (change: StatusChange, workflow: string, partnerId: string): TimelineEntry => {
  const why = change.error ? `: ${change.error}. ${(change.cause ?? '').slice(0, 500)}` : '.';
  return {
    type: 'TIMELINE',
    partnerId,
    at: new Date(change.stopDate ?? change.startDate).toISOString(),
    entry: `${change.name}/${change.status}`,
    name: 'workflow-ended',
    text: `Workflow ${workflow} ${outcomes[change.status] ?? change.status}${why}`,
    data: { execution: change.executionArn, status: change.status },
  };
};
