import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { certificateItem } from '../certification/contract.ts';
import { commit } from '../shared/commit.ts';
import { keys } from '../shared/keys.ts';
import { ledgerKeys } from '../shared/ledger-keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { settings } from '../shared/settings.ts';
import { shardsWith } from '../shared/shards.ts';
import { type TransactItem, table } from '../shared/table.ts';
import type { Decided, Position } from './deciding.ts';
import type { Following } from './following.ts';
import {
  type Commitment,
  commitmentItem,
  revenueItem,
  type Satisfaction,
  type Standing,
  satisfactionItem,
  standingItem,
} from './items.ts';
import type { Measured } from './measuring.ts';

const TableName = () => settings.programTable();

/** The shard of the list of books that a partner is in. */
const shardOf = (partnerId: string): number => Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));

/** Items of a partition whose sort keys begin with a prefix (none: all), page after page, as of this instant. */
async function* itemsOf({ PK, SK }: { PK: string; SK: string }): AsyncGenerator<Record<string, unknown>> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': SK || ' ', ':to': `${SK}~` },
        ConsistentRead: true,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start);
}

const all = async <T>(key: { PK: string; SK: string }, parse: (item: unknown) => T): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const item of itemsOf(key)) found.push(parse(item));
  return found;
};

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

export const listCommitments = (partnerId: string): Promise<readonly Commitment[]> =>
  all(keys.commitment(partnerId, ''), commitmentItem.parse);

/** Everything that a standing follows from. */
export const readMeasured = async (partnerId: string): Promise<Measured> => {
  const { PK } = keys.partner(partnerId);
  const [certificates, revenue, answers, commitments] = await Promise.all([
    all({ PK, SK: 'CERTIFICATE#' }, certificateItem.parse),
    all({ PK, SK: 'REVENUE#' }, revenueItem.parse),
    all(keys.satisfaction(partnerId, ''), satisfactionItem.parse),
    listCommitments(partnerId),
  ]);
  return { certificates, revenue, answers, commitments };
};

export const findStanding = async (partnerId: string): Promise<Standing | undefined> => {
  const item = await get(keys.standing(shardOf(partnerId), partnerId));
  return item && standingItem.parse(item);
};

/** Where a partner stands as of this instant; undefined where there is no such partner. */
export const readPosition = async (partnerId: string, now: Date): Promise<Position | undefined> => {
  const [profile, kept, measured, { policy }] = await Promise.all([
    readProfile(partnerId),
    findStanding(partnerId),
    readMeasured(partnerId),
    readPolicy(now),
  ]);
  return profile && { profile, kept, measured, policy };
};

/** All standings of a shard, 0 to 63. */
export async function* standingsIn(shard: number): AsyncGenerator<Standing> {
  for await (const item of itemsOf(keys.standing(shard, ''))) yield standingItem.parse(item);
}
export const shardsWithStandings = (): Promise<readonly number[]> => shardsWith(standingsIn);

const putStanding = ({ standing, before }: Pick<Decided, 'standing' | 'before'>): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.standing(shardOf(standing.partnerId), standing.partnerId), ...standing },
    ...(before === 0
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before } }),
  },
});

export const outboxOf = ({ events, letters }: Following): TransactItem[] => [
  ...events.map(putEvent),
  ...letters.map(putLetter),
];

interface Numbered {
  readonly number: number;
  readonly state: string;
}

/** What was asked, as it becomes, if it still is what it was: the same number in the same state, or nothing yet. */
export const putNumbered = <T extends Numbered>(
  key: Readonly<Record<string, string>>,
  item: T,
  before: T | undefined,
): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...key, ...item },
    ...(before
      ? {
          ConditionExpression: '#number = :number AND #state = :state',
          ExpressionAttributeNames: { '#number': 'number', '#state': 'state' },
          ExpressionAttributeValues: { ':number': before.number, ':state': before.state },
        }
      : { ConditionExpression: 'attribute_not_exists(PK)' }),
  },
});

/** A decision with all that follows from it, and with what else is written in the same moment. `refused`: read again. */
export const keepStanding = (decided: Decided, also: readonly TransactItem[] = []): Promise<'done' | 'refused'> =>
  commit([putStanding(decided), ...also], outboxOf(decided));

export const putCommitment = (commitment: Commitment): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.commitment(commitment.partnerId, commitment.commitmentId), ...commitment },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

/** A fact that a promotion may follow from, once; `refused`: it is there already. */
export const addFact = (put: TransactItem, following: Following): Promise<'done' | 'refused'> =>
  commit([put], outboxOf(following));

export const findCommitment = async (partnerId: string, commitmentId: string): Promise<Commitment | undefined> => {
  const item = await get(keys.commitment(partnerId, commitmentId));
  return item && commitmentItem.parse(item);
};

export const putAnswer = (answer: Satisfaction): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.satisfaction(answer.partnerId, answer.key), ...answer },
    ConditionExpression: 'attribute_not_exists(PK)',
  },
});

export const findAnswer = async (partnerId: string, key: string): Promise<Satisfaction | undefined> => {
  const item = await get(keys.satisfaction(partnerId, key));
  return item && satisfactionItem.parse(item);
};
