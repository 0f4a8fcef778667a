import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../email/contract.ts';
import { profileItem } from '../partners/contract.ts';
import { readItems } from '../shared/batch.ts';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter, putNews } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { expiry, isConditionFailure, type TransactItem, table } from '../shared/table.ts';
import { type Decision, type Fact, factItem, PROGRAM, type Task, taskItem, type Wait, waitItem } from './contract.ts';

const WAIT_KEPT_MS = 400 * 86_400_000;
const TASK_KEPT_MS = 1_200 * 86_400_000;
const PAGE = 50;
const TableName = () => settings.programTable();

// ---- Facts

/** Writes a fact unless it is there; answers the one that counts. */
export const keepFact = async (fact: Fact): Promise<Fact> => {
  try {
    await table().send(new PutCommand(putFact(fact)));
    return fact;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const Key = keys.fact(fact.partnerId, fact.run, fact.fact);
    const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
    return factItem.parse(Item);
  }
};

const putFact = (fact: Fact) => ({
  TableName: TableName(),
  Item: { ...keys.fact(fact.partnerId, fact.run, fact.fact), ...fact },
  ConditionExpression: 'attribute_not_exists(PK)',
});

/** Writes a fact with the event that announces it. `refused`: it was recorded before. */
export const recordFact = (fact: Fact, event: ProgramEvent): Promise<'done' | 'refused'> =>
  commit([{ Put: putFact(fact) }], [putEvent(event)]);

// ---- Waits

/** Opens a wait, with the letters and the task that go with it. A repeat renews the token and adds nothing. */
export const openWait = async (wait: Wait | undefined, letters: LetterOrder[], task: TransactItem[]): Promise<void> => {
  await commit(wait ? [putWait(wait)] : [], [...task, ...letters.map(putLetter)]);
};

const putWait = (wait: Wait): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: {
      ...keys.wait(wait.partnerId, wait.run, wait.step),
      ...wait,
      expiresAt: expiry(Date.parse(wait.openedAt), WAIT_KEPT_MS),
    },
  },
});

/** Everything that waits in a run, as of this instant. */
export const readWaits = async (partnerId: string, run: number): Promise<readonly Wait[]> => {
  const { PK, SK } = keys.wait(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :waits)',
      ExpressionAttributeValues: { ':pk': PK, ':waits': SK },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => waitItem.parse(item));
};

/** Forgets a wait that has ended, unless the step has opened it anew meanwhile. */
export const closeWait = async ({ partnerId, run, step, token }: Wait): Promise<void> => {
  try {
    await table().send(
      new DeleteCommand({
        TableName: TableName(),
        Key: keys.wait(partnerId, run, step),
        ConditionExpression: '#token = :token',
        ExpressionAttributeNames: { '#token': 'token' },
        ExpressionAttributeValues: { ':token': token },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

// ---- Tasks

export const findTask = async (taskId: string): Promise<Task | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.task(taskId), ConsistentRead: true }),
  );
  return Item ? taskItem.parse(Item) : undefined;
};

/** A task, and the news of it for the timeline. */
export const putTask = (task: Task): TransactItem[] => [addTask(task), putNews(opened(task))];

const opened = ({ taskId, partnerId, run, kind, key, openedAt, deadline }: Task) => ({
  id: `task/${taskId}/opened`,
  name: 'task-opened.v1',
  occurredAt: openedAt,
  recordedAt: openedAt,
  partnerId,
  run,
  data: { taskId, kind, ...(key ? { key } : {}), deadline },
});

const addTask = (task: Task): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: {
      ...keys.task(task.taskId),
      ...task,
      GSI1PK: due.openTasks,
      GSI1SK: `${task.deadline}#${task.taskId}`,
      expiresAt: expiry(Date.parse(task.openedAt), TASK_KEPT_MS),
    },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

/** What to write for a task that a step asks for: opened once, later given to everybody in the pool. */
export const askFor = (task: Task, found: Task | undefined, assignee: Task['assignee']): TransactItem[] => {
  if (!found) return putTask(task);
  return assignee === 'pool' && found.assignee === 'manager' ? [handToPool(found)] : [];
};

/** Gives an open task to everybody in the pool. */
export const handToPool = (task: Task): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: keys.task(task.taskId),
    UpdateExpression: 'SET assignee = :pool',
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':pool': 'pool', ':open': 'open' },
  },
});

/** Decides an open task and announces it. `refused`: somebody, or the rule, was first. */
export const closeTask = (
  task: Task,
  state: 'decided' | 'ruled',
  decision: Decision,
  events: readonly ProgramEvent[],
): Promise<'done' | 'refused'> =>
  commit(
    [
      {
        Update: {
          TableName: TableName(),
          Key: keys.task(task.taskId),
          UpdateExpression: 'SET #state = :state, decision = :decision REMOVE GSI1PK, GSI1SK',
          ConditionExpression: '#state = :open',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':state': state, ':decision': decision, ':open': 'open' },
        },
      },
    ],
    events.map(putEvent),
  );

/** A page of open tasks, the earliest deadline first; of those due by `dueBy`, if given. */
export const openTasks = async (
  from: IndexKey | undefined,
  dueBy?: string,
): Promise<{ tasks: readonly Task[]; cursor: string | undefined }> => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: dueBy ? 'GSI1PK = :open AND GSI1SK <= :dueBy' : 'GSI1PK = :open',
      ExpressionAttributeValues: { ':open': due.openTasks, ...(dueBy ? { ':dueBy': `${dueBy}#~` } : {}) },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: { ...from, GSI1PK: due.openTasks } } : {}),
    }),
  );
  return { tasks: (page.Items ?? []).map((item) => taskItem.parse(item)), cursor: writeCursor(page.LastEvaluatedKey) };
};

/** Names of the companies behind these partners. */
export const companyNames = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const found = await readItems([...new Set(partnerIds)].filter((one) => one !== PROGRAM).map(keys.partner));
  const profiles = found.map((item) => profileItem.parse(item));
  return new Map([
    [PROGRAM, 'The program'],
    ...profiles.map(({ partnerId, company }) => [partnerId, company] as const),
  ]);
};
