import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Policy } from '../policy/contract.ts';
import { commit } from '../shared/commit.ts';
import { keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { readPolicyVersions } from '../shared/policy-reader.ts';
import { settings } from '../shared/settings.ts';
import { type TransactItem, table } from '../shared/table.ts';
import { batchNews } from './announcing.ts';
import {
  type Batch,
  type BatchWait,
  batchItem,
  batchWaitItem,
  fileItem,
  type Payment,
  type Payout,
  type PayoutFile,
  type PayoutState,
  paymentItem,
  payoutItem,
} from './contract.ts';
import type { Following } from './following.ts';
import { batchBefore, PREVIEWED, payoutBefore } from './moving.ts';
import { addItem, change, putItem } from './updates.ts';
import { shardOf } from './where.ts';

const outbox = ({ events = [], letters = [] }: Following): TransactItem[] => [
  ...events.map(putEvent),
  ...letters.map(putLetter),
];

const get = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

/** Items of a partition whose sort key begins with `prefix`, as of this instant. */
async function* itemsIn(PK: string, prefix: string, newestFirst = false): AsyncGenerator<Record<string, unknown>> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        KeyConditionExpression: prefix ? 'PK = :pk AND begins_with(SK, :prefix)' : 'PK = :pk',
        ExpressionAttributeValues: { ':pk': PK, ...(prefix ? { ':prefix': prefix } : {}) },
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

// ---- Runs

export const findBatch = async (batchId: string): Promise<Batch | undefined> => {
  const item = await get(keys.batch(batchId));
  return item ? batchItem.parse(item) : undefined;
};

/** A run that must be there. */
export const batchNamed = async (batchId: string): Promise<Batch> => {
  const batch = await findBatch(batchId);
  if (!batch) throw new Error(`There is no payout run ${batchId}.`);
  return batch;
};

/** The newest 50 runs. */
export const listBatches = async (): Promise<readonly Batch[]> => {
  const batches: Batch[] = [];
  for await (const item of itemsIn(keys.batch('').PK, '2', true)) {
    batches.push(batchItem.parse(item));
    if (batches.length === 50) break;
  }
  return batches;
};

/** The lock: a run is there once, and whoever finds it gets it as it is. */
export const beginBatch = async (batch: Batch): Promise<Batch> => {
  await commit([addItem(keys.batch(batch.batchId), batch)]);
  return (await findBatch(batch.batchId)) ?? batch;
};

/** Gives a run to another execution. */
export const handOver = async (batch: Batch, executionId: string): Promise<Batch> => {
  const open = ['previewing', 'proposed', 'approved', 'reserved'];
  await commit([change(keys.batch(batch.batchId), { executionId }, open)]);
  return (await findBatch(batch.batchId)) ?? batch;
};

/** Moves a run on; `refused` when it is not where it may move from, or has changed meanwhile. */
export const moveBatch = (
  batch: Batch,
  to: Batch['state'],
  set: Partial<Batch>,
  following: Following = {},
): Promise<'done' | 'refused'> =>
  commit(
    [
      change(keys.batch(batch.batchId), { ...set, state: to }, batchBefore(to), {
        revision: batch.revision,
      }),
    ],
    outbox(following),
  );

/** Changes a run that stays where it is. */
export const noteBatch = (
  batch: Batch,
  set: Partial<Batch>,
  where: Partial<Batch>,
  following: Following = {},
): Promise<'done' | 'refused'> =>
  commit([change(keys.batch(batch.batchId), set, [batch.state], where)], outbox(following));

/** One more piece of news that a waiting run may be woken for. */
export const addNews = async (batchId: string, at: string): Promise<void> => {
  for (;;) {
    const batch = await findBatch(batchId);
    if (!batch) return;
    const news = batch.news + 1;
    const following = { events: [batchNews(batchId, `news-${news}`, at)] };
    if ((await noteBatch(batch, { news }, { news: batch.news }, following)) === 'done') return;
  }
};

// ---- Waits

export const openBatchWait = (wait: BatchWait, following: Following): Promise<'done' | 'refused'> =>
  commit([putItem(keys.batchWait(wait.batchId), wait)], outbox(following));

export const findBatchWait = async (batchId: string): Promise<BatchWait | undefined> => {
  const item = await get(keys.batchWait(batchId));
  return item ? batchWaitItem.parse(item) : undefined;
};

// ---- Payouts

const keyOf = ({ batchId, partnerId, currency }: Pick<Payout, 'batchId' | 'partnerId' | 'currency'>) =>
  keys.payout(batchId, shardOf(partnerId), partnerId, currency);

export const findPayout = async (
  of: Pick<Payout, 'batchId' | 'partnerId' | 'currency'>,
): Promise<Payout | undefined> => {
  const item = await get(keyOf(of));
  return item ? payoutItem.parse(item) : undefined;
};

/** The payouts of one shard of a run. */
export const readShard = async (batchId: string, shard: number): Promise<readonly Payout[]> => {
  const payouts: Payout[] = [];
  const { PK } = keys.payout(batchId, shard, '', '');
  for await (const item of itemsIn(PK, 'PAYOUT#')) payouts.push(payoutItem.parse(item));
  return payouts;
};

/** All payouts of a run, shard by shard. */
export const readPayouts = async ({ batchId, shards }: Batch): Promise<readonly Payout[]> =>
  (await Promise.all(shards.map((shard) => readShard(batchId, shard)))).flat();

/** Writes what the preview says; a preview that is made again overwrites itself, and nothing that went on since. */
export const putPreviewed = (payout: Payout, following: Following): Promise<'done' | 'refused'> => {
  const put = putItem(keyOf(payout), payout);
  const states = PREVIEWED.map((_, index) => `:s${index}`).join(', ');
  const condition = {
    ConditionExpression: `attribute_not_exists(PK) OR #state IN (${states})`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: Object.fromEntries(PREVIEWED.map((state, index) => [`:s${index}`, state])),
  };
  return commit([{ Put: { ...put.Put, ...condition } } as TransactItem], outbox(following));
};

/** Moves a payout on, with what goes with it. */
export const movePayout = (
  payout: Payout,
  to: PayoutState,
  set: Partial<Payout>,
  following: Following = {},
  beside: readonly TransactItem[] = [],
): Promise<'done' | 'refused'> =>
  commit([change(keyOf(payout), { ...set, state: to }, payoutBefore(to)), ...beside], outbox(following));

/** A person's decision on one payout of the preview: approvals begin anew. */
export const decidePayout = (
  batch: Batch,
  payout: Payout,
  to: PayoutState,
  set: Partial<Payout>,
  following: Following,
  beside: readonly TransactItem[],
): Promise<'done' | 'refused'> =>
  movePayout(payout, to, set, following, [
    change(keys.batch(batch.batchId), { revision: batch.revision + 1, approvals: [] }, ['proposed'], {
      revision: batch.revision,
    }),
    ...beside,
  ]);

/** Notes what became of a payout that is under way, or that was paid and came back. The first answer stands. */
export const noteOutcome = (payout: Payout, as: 'outcome' | 'cameBack', outcome: Payout['outcome']) => {
  const item = change(keyOf(payout), { [as]: outcome }, as === 'outcome' ? ['reserved', 'sent'] : ['paid']);
  const { Update } = item;
  return commit([
    {
      Update: {
        ...Update,
        ConditionExpression: `${Update?.ConditionExpression} AND attribute_not_exists(#${as})`,
      },
    } as TransactItem,
  ]);
};

// ---- Files and payments

/** The first record of a file stands. */
export const addFile = async (file: PayoutFile): Promise<void> => {
  await commit([addItem(keys.batchFile(file.batchId, file.name), file)]);
};

export const listFiles = async (batchId: string): Promise<readonly PayoutFile[]> => {
  const files: PayoutFile[] = [];
  for await (const item of itemsIn(keys.batchFile(batchId, '').PK, 'FILE#')) files.push(fileItem.parse(item));
  return files;
};

export const putPayment = (payment: Payment): TransactItem =>
  putItem(keys.payment(payment.year, payment.partnerId, payment.batchId, payment.currency), payment);

/** All payments of a calendar year. */
export const listPayments = async (year: string): Promise<readonly Payment[]> => {
  const payments: Payment[] = [];
  for await (const item of itemsIn(keys.payment(year, '', '', '').PK, '')) payments.push(paymentItem.parse(item));
  return payments;
};

/** The policy that a run began under. */
export const policyOf = async ({ policyVersion }: Batch, now: Date): Promise<Policy> => {
  const found = (await readPolicyVersions(now)).find(({ version }) => version === policyVersion);
  if (!found) throw new Error(`Version ${policyVersion} of the policy is gone.`);
  return found.document;
};
