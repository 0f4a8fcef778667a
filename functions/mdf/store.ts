import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Profile, profileItem } from '../partners/contract.ts';
import { agreementFor, type Policy } from '../policy/contract.ts';
import { readChannelTerms } from '../shared/agreed-reader.ts';
import { readItems } from '../shared/batch.ts';
import { nextPage } from '../shared/book.ts';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import { nextFundPage } from '../shared/fund-book.ts';
import { fundPagePuts, pagePuts } from '../shared/journal.ts';
import { readLastFundPage, readLastPage } from '../shared/journal-reader.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { pauseAfter } from '../shared/pause.ts';
import { settings } from '../shared/settings.ts';
import { type TransactItem, table } from '../shared/table.ts';
import { agreedAt } from '../tiers/contract.ts';
import type { Change } from './changing.ts';
import { type MdfRequest, mdfItem } from './contract.ts';
import { isOver } from './moving.ts';

const TRIES = 8;
const PAGE = 50;
const TableName = () => settings.programTable();

export const findRequest = async (partnerId: string, requestId: string): Promise<MdfRequest | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.mdf(partnerId, requestId), ConsistentRead: true }),
  );
  return Item ? mdfItem.parse(Item) : undefined;
};

/** Everything a partner ever asked for. */
export const listOf = async (partnerId: string): Promise<readonly MdfRequest[]> => {
  const requests: MdfRequest[] = [];
  const { PK, SK } = keys.mdf(partnerId, '');
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :requests)',
        ExpressionAttributeValues: { ':pk': PK, ':requests': SK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) requests.push(mdfItem.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return requests;
};

/** A page of the requests that are not over, the oldest first. */
export const listOpen = async (
  from: IndexKey | undefined,
): Promise<{ requests: readonly MdfRequest[]; cursor: string | undefined }> => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :open',
      ExpressionAttributeValues: { ':open': due.mdf },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: { ...from, GSI1PK: due.mdf } } : {}),
    }),
  );
  return {
    requests: (page.Items ?? []).map((item) => mdfItem.parse(item)),
    cursor: writeCursor(page.LastEvaluatedKey),
  };
};

/** Has this run's agreement been accepted? */
const hasAgreed = async ({ partnerId, run, programType }: Profile): Promise<boolean> => {
  const Key = keys.agreement(partnerId, run, agreementFor[programType]);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item !== undefined;
};

/** Its agreement, and what was agreed with it beside the table of tiers [T]. */
export const whatItHas = async (profile: Profile, policy: Policy, now: string) => {
  const [accepted, terms] = await Promise.all([hasAgreed(profile), readChannelTerms(profile.partnerId)]);
  return { hasAgreed: accepted, agreed: agreedAt(terms, profile, now, policy) };
};

/** Names of the companies behind these partners. */
export const companiesOf = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const found = await readItems([...new Set(partnerIds)].map(keys.partner));
  return new Map(found.map((item) => profileItem.parse(item)).map(({ partnerId, company }) => [partnerId, company]));
};

const itemOf = (request: MdfRequest): Record<string, unknown> => ({
  ...keys.mdf(request.partnerId, request.requestId),
  ...request,
  ...(isOver(request.state) ? {} : { GSI1PK: due.mdf, GSI1SK: `${request.requestedAt}#${request.requestId}` }),
});

const putRequest = (request: MdfRequest): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: itemOf(request),
    ...(request.revision === 1
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : {
          ConditionExpression: 'revision = :before',
          ExpressionAttributeValues: { ':before': request.revision - 1 },
        }),
  },
});

const write = async ({ request, fund, credit, letters, events }: Change, now: string): Promise<'done' | 'refused'> => {
  const facts: TransactItem[] = [putRequest(request)];
  if (fund) {
    const last = await readLastFundPage(request);
    const entry = typeof fund === 'function' ? fund(last) : fund;
    facts.push(...fundPagePuts(nextFundPage(request, last, entry, now)));
  }
  if (credit) {
    const last = await readLastPage(request.partnerId, request.currency);
    facts.push(...pagePuts(nextPage(request, last, credit, now)));
  }
  return commit(facts, [...events.map(putEvent), ...letters.map(putLetter)]);
};

/**
 * Changes one request: `decide` sees it as it is and says what is written together, or undefined for nothing; it is asked again when
 * somebody else was quicker at the request, the fund or the book. The fund never promises more than it has: its next
 * page has a number, and of two that want it one reads again [B14].
 */
export const change = async (
  { partnerId, requestId }: { readonly partnerId: string; readonly requestId: string },
  now: string,
  decide: (found: MdfRequest | undefined) => Change | undefined,
): Promise<MdfRequest | undefined> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const found = await findRequest(partnerId, requestId);
    const changed = decide(found);
    if (!changed) return found;
    if ((await write(changed, now)) === 'done') return changed.request;
    await pauseAfter(tried);
  }
  throw Object.assign(new Error(`Request ${requestId} is written by too many at once; try again.`), {
    name: 'ThrottlingException',
  });
};
