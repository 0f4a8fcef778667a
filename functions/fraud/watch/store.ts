import { BatchGetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { deviceItem } from '../../access/contract.ts';
import { clickItem, clickKeyOf, trafficItem } from '../../affiliates/contract.ts';
import { personItem } from '../../applications/contract.ts';
import { profileItem } from '../../partners/contract.ts';
import { readTogether } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { expiry, table } from '../../shared/table.ts';
import { type Accrual, accountItem, type Stats, standingHoldItem, statsItem } from '../contract.ts';
import type { PartnerFile, SeenClick } from '../knowing.ts';

const TableName = () => settings.programTable();

const NONE = { couponSites: false, brandBidding: false };

/** Everything under `WATCH#` of a partner: what holds, its accounts and devices, its counts. Some tens of items. */
export const readWatch = async (partnerId: string) => {
  const { PK, SK } = keys.watch(partnerId, '');
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :watch)',
      ExpressionAttributeValues: { ':pk': PK, ':watch': SK },
      ConsistentRead: true,
    }),
  );
  const of = <S extends z.ZodType>(type: string, schema: S): z.output<S>[] =>
    Items.filter((item) => item.type === type).map((item) => schema.parse(item));
  return {
    holds: of('WATCH-HOLD', standingHoldItem),
    accounts: of('WATCH-ACCOUNT', accountItem).map(({ account }) => account),
    devices: of('DEVICE', deviceItem).map(({ device, at }) => ({ device, at })),
    stats: of('WATCH-STATS', statsItem)[0],
  };
};

/** A partner with all that the rules compare; undefined for one that is not there. */
export const readPartner = async (
  partnerId: string,
): Promise<
  (PartnerFile & { readonly holds: readonly { readonly flagId: string }[]; readonly stats?: Stats }) | undefined
> => {
  const found = await readTogether({ profile: keys.partner(partnerId), traffic: keys.traffic(partnerId) });
  if (!found.profile) return undefined;
  const profile = profileItem.parse(found.profile);
  const { person } = await readTogether({ person: keys.person(profile.personId) });
  const allowed = found.traffic ? trafficItem.parse(found.traffic) : NONE;
  const { stats, ...watch } = await readWatch(partnerId);
  return {
    profile,
    person: person && personItem.parse(person),
    allowed,
    ...watch,
    ...(stats ? { stats } : {}),
  };
};

/** The clicks that a sale names, the newest last; those that are forgotten, or never were, are left out. */
export const readClicks = async (references: readonly string[]): Promise<readonly SeenClick[]> => {
  const Keys = references.map(clickKeyOf);
  if (Keys.length === 0) return [];
  const { Responses } = await table().send(
    new BatchGetCommand({ RequestItems: { [settings.clicksTable()]: { Keys } } }),
  );
  const clicks = (Responses?.[settings.clicksTable()] ?? []).map((item) => clickItem.parse(item));
  return clicks.toSorted((one, other) => (one.at < other.at ? -1 : 1));
};

const MINUTE_MS = 60_000;
const MOST_AROUND = 1_000;

/** Clicks of the same source on the same link, a minute around a click; at most 1,000 are looked at. */
export const clicksAround = async ({ code, at, ipHash }: SeenClick): Promise<readonly SeenClick[]> => {
  const around = (ms: number): string => new Date(Date.parse(at) + ms).toISOString();
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.clicksTable(),
      KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
      FilterExpression: 'ipHash = :source',
      ExpressionAttributeValues: {
        ':pk': keys.link(code).PK,
        ':from': around(-MINUTE_MS),
        ':to': `${around(MINUTE_MS)}~`,
        ':source': ipHash,
      },
      Limit: MOST_AROUND,
    }),
  );
  return (Items ?? []).map((item) => clickItem.parse(item));
};

/** Notes a lead under the pattern of its address; answers all of this pattern, this one too. A repeat changes nothing. */
export const noteLead = async (
  partnerId: string,
  pattern: string,
  { customer, sale }: Accrual,
  times: { readonly now: string; readonly days: number },
): Promise<readonly Accrual[]> => {
  const { Attributes } = await table().send(
    new UpdateCommand({
      TableName: TableName(),
      Key: keys.leadPattern(partnerId, pattern),
      UpdateExpression: 'ADD leads :lead SET #type = :type, expiresAt = if_not_exists(expiresAt, :expiresAt)',
      ExpressionAttributeNames: { '#type': 'type' },
      ExpressionAttributeValues: {
        ':lead': new Set([`${customer}/${sale}`]),
        ':type': 'LEADS',
        ':expiresAt': expiry(Date.parse(times.now), times.days * 86_400_000),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const leads: unknown = Attributes?.leads;
  const refs = leads instanceof Set ? [...leads].map(String).sort() : [];
  return refs.map((one) => ({ customer: one.slice(0, 22), sale: one.slice(23) }));
};

/** An account that the partner is paid to from now on; earlier ones stay known. */
export const noteAccount = async (partnerId: string, account: string): Promise<void> => {
  await table().send(
    new PutCommand({
      TableName: TableName(),
      Item: { ...keys.watch(partnerId, `ACCOUNT#${account}`), type: 'WATCH-ACCOUNT', account },
    }),
  );
};
