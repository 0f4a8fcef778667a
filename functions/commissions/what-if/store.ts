import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { profileItem } from '../../partners/contract.ts';
import { type Policy, policyDocument } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { expiry } from '../../shared/expiry.ts';
import { keys } from '../../shared/keys.ts';
import { LEDGER_SHARDS, ledgerKeys } from '../../shared/ledger-keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import {
  type AttributionModel,
  linesItem,
  type PartnerResult,
  partnerResult,
  type ReplayedSale,
  type Result,
  resultItem,
  type WhatIf,
  whatIfItem,
} from './items.ts';

const TableName = () => settings.programTable();
const KEPT_MS = 90 * 86_400_000;
const MOST_COMPANIES = 100;

/** The shard in which a partner's results lie. */
const shardOf = (partnerId: string): number => Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));

type About = Pick<WhatIf, 'whatIfId' | 'askedAt'>;
const put = (key: { PK: string; SK: string }, { askedAt }: About, item: Record<string, unknown>) => ({
  TableName: TableName(),
  Item: { ...key, ...item, expiresAt: expiry(Date.parse(askedAt), KEPT_MS) },
});
const get = async (Key: { PK: string; SK: string }) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

async function* itemsOf(PK: string, SK: string) {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': SK || ' ', ':to': `${SK}~` },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    yield* page.Items ?? [];
    from = page.LastEvaluatedKey;
  } while (from);
}

// ---- The question

/** Writes the draft, where there is one, then the question; a question that is there already stays as it is. */
export const addWhatIf = async (asked: WhatIf, document?: Policy): Promise<void> => {
  if (document) {
    const draft = { type: 'WHAT-IF-DRAFT', document };
    await table().send(new PutCommand(put(keys.whatIfPart(asked.whatIfId, 'DRAFT'), asked, draft)));
  }
  try {
    await table().send(
      new PutCommand({
        ...put(keys.whatIf(asked.whatIfId), asked, asked),
        ConditionExpression: 'attribute_not_exists(PK)',
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

export const findWhatIf = async (whatIfId: string): Promise<WhatIf | undefined> => {
  const found = await get(keys.whatIf(whatIfId));
  return found && whatIfItem.parse(found);
};

export const readDraft = async (whatIfId: string): Promise<Policy> =>
  policyDocument.parse((await get(keys.whatIfPart(whatIfId, 'DRAFT')))?.document);

export const listWhatIfs = async (): Promise<readonly WhatIf[]> => {
  const found: WhatIf[] = [];
  for await (const item of itemsOf(keys.whatIf('').PK, '')) found.push(whatIfItem.parse(item));
  return found.sort((one, other) => (one.askedAt > other.askedAt ? -1 : 1));
};

/** The newest report of a month by a model. */
export const findReport = async (model: AttributionModel, period: string): Promise<WhatIf | undefined> =>
  (await listWhatIfs()).find((one) => one.model === model && one.from === period && one.to === period);

/** Ended again it says the same. */
export const endWhatIf = async (whatIfId: string, at: string): Promise<void> => {
  await table().send(
    new UpdateCommand({
      TableName: TableName(),
      Key: keys.whatIf(whatIfId),
      UpdateExpression: 'SET #state = :done, endedAt = :at',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':done': 'done', ':at': at },
    }),
  );
};

// ---- Results

/** Keeps some sales of a partner that a shard of claims has; `chunk` names shard and place, so that a repeat overwrites. */
export const keepLines = async (
  about: About,
  of: { readonly partnerId: string; readonly currency: string; readonly chunk: string },
  sales: readonly ReplayedSale[],
): Promise<void> => {
  const { partnerId, currency, chunk } = of;
  const key = keys.whatIfLines(about.whatIfId, shardOf(partnerId), partnerId, currency, chunk);
  await table().send(new PutCommand(put(key, about, { type: 'WHAT-IF-LINES', partnerId, currency, sales })));
};

/** All sales that were replayed, partner by partner. */
export async function* readLines(whatIfId: string) {
  for (let shard = 0; shard < LEDGER_SHARDS; shard++) {
    let of: { partnerId: string; currency: string; sales: ReplayedSale[] } | undefined;
    for await (const item of itemsOf(keys.whatIfLines(whatIfId, shard, '', '', '').PK, 'LINES#')) {
      const { partnerId, currency, sales } = linesItem.parse(item);
      if (of && of.partnerId === partnerId && of.currency === currency) of.sales.push(...sales);
      else {
        if (of) yield of;
        of = { partnerId, currency, sales };
      }
    }
    if (of) yield of;
  }
}

export const keepPartner = async (about: About, one: PartnerResult): Promise<void> => {
  const key = keys.whatIfPartner(about.whatIfId, shardOf(one.partnerId), one.partnerId, one.currency);
  await table().send(new PutCommand(put(key, about, { type: 'WHAT-IF-PARTNER', ...one })));
};

/** All sales of a partner that were replayed, currency by currency. */
export const readPartnerLines = async (whatIfId: string, partnerId: string) => {
  const { PK, SK } = keys.whatIfLines(whatIfId, shardOf(partnerId), partnerId, '', '');
  const found = new Map<string, ReplayedSale[]>();
  for await (const item of itemsOf(PK, SK.slice(0, -1))) {
    const { currency, sales } = linesItem.parse(item);
    found.set(currency, [...(found.get(currency) ?? []), ...sales]);
  }
  return found;
};

export const readPartner = async (whatIfId: string, partnerId: string): Promise<readonly PartnerResult[]> => {
  const { PK, SK } = keys.whatIfPartner(whatIfId, shardOf(partnerId), partnerId, '');
  const found: PartnerResult[] = [];
  for await (const item of itemsOf(PK, SK)) found.push(partnerResult.parse(item));
  return found;
};

/** About as many partners as an answer has: whole shards, so that it goes on with the next one. */
const FULL = 500;

/** Results of all partners from a shard on, and the shard with which it goes on; none where that was all. */
export const readPartnersFrom = async (whatIfId: string, begin: number) => {
  const results: PartnerResult[] = [];
  let shard = begin;
  for (; shard < LEDGER_SHARDS && results.length < FULL; shard++) {
    const { PK } = keys.whatIfPartner(whatIfId, shard, '', '');
    for await (const item of itemsOf(PK, 'PARTNER#')) results.push(partnerResult.parse(item));
  }
  return { results, next: shard < LEDGER_SHARDS ? shard : undefined };
};

export const keepResult = async (about: About, result: Result): Promise<void> => {
  await table().send(
    new PutCommand(put(keys.whatIfPart(about.whatIfId, 'RESULT'), about, { type: 'WHAT-IF-RESULT', ...result })),
  );
};

export const readResult = async (whatIfId: string): Promise<Result | undefined> => {
  const found = await get(keys.whatIfPart(whatIfId, 'RESULT'));
  return found && resultItem.parse(found);
};

/** Names of companies, by partner. */
export const companiesOf = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const unique = [...new Set(partnerIds)];
  const names: [string, string][] = [];
  for (let from = 0; from < unique.length; from += MOST_COMPANIES) {
    const items = await readItems(unique.slice(from, from + MOST_COMPANIES).map(keys.partner));
    for (const item of items) {
      const { partnerId, company } = profileItem.parse(item);
      names.push([partnerId, company]);
    }
  }
  return new Map(names);
};
