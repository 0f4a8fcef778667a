import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { hashesOfCustomer } from '../../shared/alias-reader.ts';
import { customerDomain } from '../../shared/customer-domain.ts';
import { keys } from '../../shared/keys.ts';
import { Problem } from '../../shared/problem.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { domainSignal } from '../../shared/signals.ts';
import { table } from '../../shared/table.ts';
import type { CustomerKnown } from '../checks.ts';
import {
  type Alias,
  aliasItem,
  claimItem,
  type Deal,
  opportunityItem,
  placeItem,
  type Similar,
  similar as similarShape,
} from '../contract.ts';
import { nameShelf, similarTo } from '../names.ts';

const TableName = () => settings.programTable();
const SHELF = 200;

const query = async (PK: string, Limit?: number): Promise<readonly Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': PK },
        ...(Limit ? { Limit } : {}),
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    items.push(...(page.Items ?? []));
    from = Limit ? undefined : page.LastEvaluatedKey;
  } while (from);
  return items;
};

/** All that is known of a customer, as of this instant: one query. */
export const readCustomer = async (hash: string): Promise<CustomerKnown> => {
  const items = await query(keys.customerClaim(hash).PK);
  const claim = items.find(({ type }) => type === 'CUSTOMER-CLAIM');
  return {
    claim: claim ? claimItem.parse(claim) : undefined,
    places: items.filter(({ type }) => type === 'CUSTOMER-PLACE').map((item) => placeItem.parse(item)),
    direct: items.filter(({ type }) => type === 'OPPORTUNITY').map((item) => opportunityItem.parse(item)),
  };
};

/** What is known of a customer under these domains together; the claim is that of the first which has one. */
export const readUnder = async (hashes: readonly string[]): Promise<CustomerKnown> => {
  const known = await Promise.all(hashes.map(readCustomer));
  return {
    claim: known.find(({ claim }) => claim)?.claim,
    places: known.flatMap(({ places }) => places),
    direct: known.flatMap(({ direct }) => direct),
  };
};

/** Hashes of all domains of a deal's customer, its own first. Needs the program's key. */
export const domainsOf = async ({ customer }: Pick<Deal, 'customer'>): Promise<readonly string[]> =>
  hashesOfCustomer(await programKey(), customer.hash);

/** Customers of a similar name, but for this customer's own registrations. */
export const readSimilar = async (name: string): Promise<readonly Similar[]> => {
  const items = await query(keys.customerName(nameShelf(name), '').PK, SHELF);
  const known = items.map(({ name: one, of, where }) => similarShape.parse({ name: one, of, where }));
  return similarTo(name, known);
};

const findAlias = async (domain: string): Promise<Alias | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.customerAlias(domain), ConsistentRead: true }),
  );
  return Item ? aliasItem.parse(Item) : undefined;
};

export interface Customer {
  /** Present where it is an alias of another one. */
  readonly alias: Alias | undefined;
  /** The domain that was registered, of what was typed. */
  readonly domain: string;
  /** Of the domain by which the customer is known. */
  readonly hash: string;
}

/** Whom a web address, host or mailbox belongs to; aliases lead to the customer's own domain. */
export const customerOf = async (
  programKey: string,
  typed: string,
  refused: readonly string[] = [],
): Promise<Customer> => {
  const domain = customerDomain(typed);
  if (!domain) throw new Problem(422, 'invalid-input', 'domain: must be a domain like acme.com.');
  if (refused.includes(domain)) {
    throw new Problem(422, 'invalid-input', `domain: many share ${domain}. Give the domain of the company itself.`);
  }
  const alias = await findAlias(domain);
  return { domain, alias, hash: domainSignal(programKey, alias?.customer ?? domain) };
};

export const removeAlias = (domain: string) =>
  table().send(new DeleteCommand({ TableName: TableName(), Key: keys.customerAlias(domain) }));
