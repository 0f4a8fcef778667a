import type { LetterOrder } from '../email/contract.ts';
import { journeyStopped, type Stop, stopData } from '../partners/contract.ts';
import { secondsBetween } from '../shared/days.ts';
import type { AwaitFact, AwaitFactOutput, Fact, Task, Wait } from './contract.ts';

/** `review-concluded:*` stands for every fact that begins with `review-concluded:`. */
const names = (awaited: string, fact: string): boolean =>
  awaited.endsWith(':*') ? fact.startsWith(awaited.slice(0, -1)) : fact === awaited;

type Awaits = Pick<Wait, 'awaits' | 'since'>;

/** True when this fact ends the wait: one of those awaited, and later than `since`. */
export const endsWait = (wait: Awaits, fact: Pick<Fact, 'fact' | 'at'>): boolean =>
  wait.awaits.some((awaited) => names(awaited, fact.fact)) && (!wait.since || fact.at > wait.since);

export type Ending =
  | { readonly kind: 'stopped'; readonly cause: ReturnType<typeof stopCause> }
  | { readonly kind: 'answered'; readonly output: AwaitFactOutput };

/** How the facts of the run end this wait, if they do: a stop first, then the earliest fact that was awaited. */
export const endingOf = (
  wait: Awaits & Pick<Wait, 'thenAt'>,
  facts: readonly Fact[],
  now: string,
): Ending | undefined => {
  const stop = facts.find((fact) => fact.fact === 'stopped');
  if (stop) return { kind: 'stopped', cause: stopCause(stopData.parse(stop.detail)) };
  const [first] = facts.filter((fact) => endsWait(wait, fact)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return first && { kind: 'answered', output: outputOf(first, wait.thenAt, now) };
};

/** What the state gets. `secondsToThen`: whole seconds from now to `thenAt`, at least 1. */
export const outputOf = (
  fact: Pick<Fact, 'fact' | 'at' | 'by' | 'detail'>,
  thenAt: string | undefined,
  now: string,
): AwaitFactOutput => ({
  fact: fact.fact,
  at: fact.at,
  by: fact.by,
  detail: fact.detail,
  secondsToThen: thenAt ? secondsBetween(now, thenAt) : 1,
});

/** Nothing to wait for any more: this instant is past. */
export const timeIsUp = (instant: string | undefined, input: AwaitFact, now: string): Ending | undefined =>
  instant && instant <= now
    ? { kind: 'answered', output: outputOf({ fact: 'time', at: now, by: 'rule', detail: {} }, input.thenAt, now) }
    : undefined;

export const waitOf = ({ partnerId, run, step, awaits, since, thenAt, token }: AwaitFact, now: string): Wait => ({
  type: 'WAIT',
  partnerId,
  run,
  step,
  awaits,
  ...(since ? { since } : {}),
  ...(thenAt ? { thenAt } : {}),
  token,
  openedAt: now,
});

/** Cause of `JourneyStopped`: who asked to be forgotten counts as withdrawn. */
export const stopCause = (stop: Stop) =>
  journeyStopped.parse({
    errorType: 'JourneyStopped',
    errorMessage: stop.note,
    end: stop.reason === 'sunset' ? 'sunset' : 'withdrawn',
    by: stop.by,
  });

/** The letters of a wait. Each has its own key in the run, so a repeat of the step sends none twice. */
export const lettersOf = (
  input: AwaitFact,
  facts: readonly Fact[],
  task: Task | undefined,
  now: string,
): LetterOrder[] =>
  input.letters
    .filter(({ unless }) => !facts.some((fact) => unless.some((awaited) => names(awaited, fact.fact))))
    .map(({ letter, to, data, deadlineAs, once }) => ({
      key: `${input.partnerId}/${input.run}/${once ?? input.step}/${letter}`,
      letter,
      to: to === 'contact' ? { personId: input.personId } : { team: to, partnerId: input.partnerId },
      partnerId: input.partnerId,
      run: input.run,
      orderedAt: now,
      data: { ...data, ...(task ? ofTask(task, to, deadlineAs) : {}) },
    }));

const ofTask = (task: Task, to: 'contact' | 'manager' | 'ops', deadlineAs: string | undefined) => {
  if (to !== 'contact') return { taskId: task.taskId, kind: task.kind, deadline: task.deadline };
  return deadlineAs ? { [deadlineAs]: task.deadline } : {};
};
