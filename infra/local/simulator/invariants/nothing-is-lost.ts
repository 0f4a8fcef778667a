import { dealItem, waitItem as dealWait } from '../../../../functions/deals/contract.ts';
import { phaseOf } from '../../../../functions/deals/timing.ts';
import { workflowInputs } from '../../../../functions/partners/contract.ts';
import { envelope } from '../../../../functions/shared/event.ts';
import { factItem, taskItem, waitItem } from '../../../../functions/tasks/contract.ts';
import { endsWait } from '../../../../functions/tasks/waiting.ts';
import type { Final, Item } from '../final.ts';
import { isDeadLetter } from './dead-letters.ts';
import { itemsOf } from './found.ts';
import type { Invariant } from './invariant.ts';
import { unkept } from './promises.ts';
import { timelineOf } from './timeline.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The sweeper comes every 15 minutes. */
const SWEPT_MS = 20 * MINUTE_MS;
/** Decisions that a workflow rules at their deadline [L11]. */
const RULED = new Set(['scorecard', 'scorecard-again', 'gate-override', 'conditional']);

export const nothingIsLost: Invariant = {
  id: 'I9',
  sentence: 'what was accepted is done, or seen to be pending',
  breaks: (final) => [
    ...unkept(final),
    ...unheard(final),
    ...unsent(final),
    ...stuck(final),
    ...unwoken(final),
    ...unruled(final),
    ...unattended(final),
    ...untoldEnds(final),
  ],
};

/** What each event must have led to, where one look at the tables tells. */
const unheard = (final: Final): string[] => {
  const timeline = new Set(timelineOf(final).map(({ partnerId, entry }) => `${partnerId} ${entry}`));
  const facts = new Set(itemsOf(final, 'FACT').map((item) => `${item.partnerId}/${item.run}/${item.fact}`));
  const tasks = new Set(itemsOf(final, 'TASK').map((item) => taskName(item)));
  const profiles = new Set(itemsOf(final, 'PROFILE').map((item) => String(item.partnerId)));
  const executions = new Set(final.executions.map(({ name }) => name));
  return itemsOf(final, 'EVENT').flatMap((item) => {
    const event = envelope.parse(item.event);
    const { id, name, partnerId, run, data } = event;
    const effects: [string, boolean][] = [];
    if (partnerId) effects.push(['on the timeline', timeline.has(`${partnerId} ${id}`)]);
    if (name === 'fact-recorded.v1') effects.push(['among the facts', facts.has(`${partnerId}/${run}/${data.fact}`)]);
    if (name === 'task-requested.v1') effects.push(['a task', tasks.has(taskName({ partnerId, run, ...data }))]);
    if (name === 'application-verified.v1') {
      effects.push(['a partner', profiles.has(String(partnerId))]);
      effects.push(['a lifecycle', executions.has(`partner-lifecycle-${partnerId}-${run}`)]);
    }
    return effects
      .filter(([, there]) => !there && !isDeadLetter(final, id))
      .map(([effect]) => `${name} ${id} is not ${effect}.`);
  });
};

const taskName = (task: Item): string => `${task.partnerId}/${task.run}/${task.kind}/${task.key ?? ''}`;

/** Letters that nobody will ever look at again. */
const unsent = (final: Final): string[] =>
  itemsOf(final, 'LETTER').flatMap(({ PK, status, GSI1SK }) => {
    if (status !== 'ordered' && status !== 'sending') return [];
    if (GSI1SK === undefined) return [`${PK} is ${status}, and not in the index that is swept.`];
    const due = Date.parse(String(GSI1SK).split('#')[0] ?? '');
    return due < final.at - SWEPT_MS ? [`${PK} is ${status} since ${new Date(due).toISOString()}.`] : [];
  });

/** Executions that wait for nothing, for what nobody tells them, or for ever. */
const stuck = (final: Final): string[] => {
  const tokens = new Set([
    ...itemsOf(final, 'WAIT').map((item) => waitItem.parse(item).token),
    ...itemsOf(final, 'DEAL-WAIT').map((item) => dealWait.parse(item).token),
  ]);
  return final.places.flatMap(({ execution, state, waitsFor, token, limited }) => {
    const at = `${execution} at "${state}"`;
    if (waitsFor === 'work' || waitsFor === 'call') return [`${at} stands still.`];
    if (waitsFor !== 'token') return [];
    if (!limited) return [`${at} waits without a time limit.`];
    return tokens.has(token ?? '') ? [] : [`${at} waits for a fact, and no WAIT says so.`];
  });
};

/** Waits whose fact is there. */
const unwoken = (final: Final): string[] => {
  const facts = Map.groupBy(
    // Facts of customers, about money, have the same type and lie in another table.
    itemsOf(final, 'FACT').flatMap((item) => (item.partnerId ? [factItem.parse(item)] : [])),
    ({ partnerId, run }) => `${partnerId}/${run}`,
  );
  return itemsOf(final, 'WAIT').flatMap((item) => {
    const wait = waitItem.parse(item);
    const fact = facts.get(`${wait.partnerId}/${wait.run}`)?.find((one) => endsWait(wait, one));
    if (!fact || isDeadLetter(final, `${wait.partnerId}/${wait.run}/${fact.fact}`)) return [];
    return [`${wait.partnerId}/${wait.run} still waits for ${fact.fact} in ${wait.step}.`];
  });
};

/** Deals whose execution was not told that they have moved, and those that nothing looks after. */
const unattended = (final: Final): string[] => {
  const waits = new Map(itemsOf(final, 'DEAL-WAIT').map((item) => [String(item.dealId), dealWait.parse(item)]));
  const locked = new Set(
    itemsOf(final, 'DEAL-LOCK').flatMap(({ dealId, finished }) => (finished ? [] : [String(dealId)])),
  );
  return itemsOf(final, 'DEAL').flatMap((item) => {
    const deal = dealItem.parse(item);
    const { dealId, state, turn } = deal;
    if (isDeadLetter(final, dealId)) return [];
    const asleep = (waits.get(dealId)?.turn ?? turn) < turn;
    const alone = phaseOf(deal) !== 'ended' && !locked.has(dealId);
    return asleep || alone ? [`Deal ${dealId} is ${state}, and its execution does not know.`] : [];
  });
};

/** Decisions that nobody made and no rule took, though the partner is still here. */
const unruled = (final: Final): string[] => {
  const stopped = new Set(
    itemsOf(final, 'FACT').flatMap((item) => (item.fact === 'stopped' ? [`${item.partnerId}/${item.run}`] : [])),
  );
  const mended = new Set(
    itemsOf(final, 'TASK').flatMap((item) => (item.kind === 'mend' ? [`${item.partnerId}/${item.run}`] : [])),
  );
  return itemsOf(final, 'TASK').flatMap((item) => {
    const task = taskItem.parse(item);
    const run = `${task.partnerId}/${task.run}`;
    const late = task.state === 'open' && RULED.has(task.kind) && Date.parse(task.deadline) < final.at - HOUR_MS;
    return late && !stopped.has(run) && !mended.has(run) ? [`${task.kind} of ${run} is open past its deadline.`] : [];
  });
};

/** Workflows of one partner; the others are the whole program's: an alarm tells of those, and the next run does their work. */
const ofPartner = (workflow: string): boolean =>
  Object.keys(workflowInputs).some((name) => `-${workflow}`.endsWith(`-${name}`));

/** Executions that failed without anybody being told. */
const untoldEnds = (final: Final): string[] => {
  const told = new Set(timelineOf(final).map(({ entry }) => entry));
  return final.executions
    .filter(({ workflow, status }) => ofPartner(workflow) && status !== 'RUNNING' && status !== 'SUCCEEDED')
    .filter(({ name, status }) => !told.has(`${name}/${status}`) && !isDeadLetter(final, name))
    .map(({ name, status }) => `${name} has ended as ${status}, and its partner's timeline does not say so.`);
};
