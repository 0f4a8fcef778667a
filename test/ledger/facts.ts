import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Fact, Page, Posting } from '../../functions/ledger/contract.ts';
import { packFact, unpackPage } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';

export const PARTNER = '01J000000000000000000000AA';
export const CUSTOMER = 'aaaaaaaaaaaaaaaaaaaaaa';

interface Earned {
  readonly account?: 'pending' | 'held' | 'payable';
  readonly partnerId?: string;
  readonly minor: number;
  readonly rule?: string;
  readonly sale?: string;
}

/** A fact that posts `earned`, and the program's side of it; 1 March 2027 and a review of 30 days unless told. */
export const aFact = (
  given: Partial<Omit<Fact, 'postings'>> & { readonly maturesAt?: string; readonly earned?: readonly Earned[] } = {},
): Fact => {
  const { earned = [{ minor: 475 }], maturesAt = '2027-03-31T09:00:00.000Z', ...rest } = given;
  const key = rest.key ?? 'pi_1';
  const occurredAt = rest.occurredAt ?? '2027-03-01T09:00:00.000Z';
  const postings: Posting[] = earned.map(({ account = 'pending', partnerId = PARTNER, minor, rule, sale }) => ({
    account,
    partnerId,
    minor,
    rule: rule ?? 'commission',
    sale: sale ?? key,
    earnedPeriod: occurredAt.slice(0, 7),
    maturesAt,
  }));
  const sum = earned.reduce((total, { minor }) => total + minor, 0);
  return {
    customer: CUSTOMER,
    number: 1,
    kind: 'sale',
    key,
    occurredAt,
    recordedAt: occurredAt,
    currency: 'USD',
    data: {},
    ...rest,
    postings: sum === 0 ? postings : [...postings, { account: 'expense', minor: 0 - sum }],
  };
};

const TABLE = 'tandem-local-ledger';
const tableOf = (cloud: Cloud) => DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));

/** Writes an item as it is. */
export const putItem = async (cloud: Cloud, Item: Record<string, unknown>): Promise<void> => {
  await tableOf(cloud).send(new PutCommand({ TableName: TABLE, Item }));
};

/** Writes a fact as intake does, and lets the stream bring it into the books. */
export const record = async (cloud: Cloud, fact: Fact): Promise<void> => {
  const key = ledgerKeys.fact(fact.customer, fact.number);
  await putItem(cloud, { ...key, ...packFact(fact) });
  await cloud.settle();
};

export const pagesOf = async (cloud: Cloud, partnerId = PARTNER, currency = 'USD'): Promise<readonly Page[]> => {
  const { PK } = ledgerKeys.page(partnerId, currency, 1);
  const { Items } = await tableOf(cloud).send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': PK },
    }),
  );
  return (Items ?? []).map(unpackPage);
};
