import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Profile, profileItem } from '../../partners/contract.ts';
import { agreementFor } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type LeadSetting, leadSetting, partnerLead } from '../contract.ts';
import type { Candidate } from '../routing.ts';

const TableName = () => settings.programTable();
const AT_ONCE = 100;

/** All items of a partition from a sort key on. */
const query = async (PK: string, prefix: string): Promise<readonly Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: prefix ? 'PK = :pk AND begins_with(SK, :prefix)' : 'PK = :pk',
        ExpressionAttributeValues: { ':pk': PK, ...(prefix ? { ':prefix': prefix } : {}) },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};

/** Leads that a partner has or had, the latest first. */
export const pointersOf = async (partnerId: string) => {
  const { PK, SK } = keys.partnerLead(partnerId, '');
  const found = (await query(PK, SK)).map((item) => partnerLead.parse(item));
  return found.toSorted((one, other) => (one.offeredAt > other.offeredAt ? -1 : 1));
};

export const findSetting = async (partnerId: string): Promise<LeadSetting | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.leadSetting(partnerId), ConsistentRead: true }),
  );
  return Item ? leadSetting.parse(Item) : undefined;
};

export const keepSetting = async (setting: LeadSetting): Promise<void> => {
  await table().send(
    new PutCommand({ TableName: TableName(), Item: { ...keys.leadSetting(setting.partnerId), ...setting } }),
  );
};

/** Has this run's agreement been accepted? */
export const hasAgreed = async ({ partnerId, run, programType }: Profile): Promise<boolean> =>
  (await readItems([keys.agreement(partnerId, run, agreementFor[programType])])).length > 0;

const inParts = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, part) => all.slice(part * AT_ONCE, (part + 1) * AT_ONCE));

const readAll = async (wanted: readonly { PK: string; SK: string }[]): Promise<readonly Record<string, unknown>[]> =>
  (await Promise.all(inParts(wanted).map((part) => readItems([...part])))).flat();

/** Everybody who takes leads, with what decides between them [D8]; and a partner that ops name, whatever it takes. */
export const readCandidates = async (named?: LeadSetting): Promise<readonly Candidate[]> => {
  const takers = (await query(keys.leadSetting('').PK, '')).map((item) => leadSetting.parse(item));
  const others = takers.filter(({ accepts, partnerId }) => accepts && partnerId !== named?.partnerId);
  const willing = named ? [...others, named] : others;
  const profiles = (await readAll(willing.map(({ partnerId }) => keys.partner(partnerId)))).map((item) =>
    profileItem.parse(item),
  );
  const agreements = new Set(
    (
      await readAll(
        profiles.map(({ partnerId, run, programType }) => keys.agreement(partnerId, run, agreementFor[programType])),
      )
    ).map(({ PK }) => PK),
  );
  return Promise.all(
    willing.flatMap((setting) => {
      const profile = profiles.find(({ partnerId }) => partnerId === setting.partnerId);
      return profile ? [candidateOf(profile, setting, agreements.has(keys.partner(profile.partnerId).PK))] : [];
    }),
  );
};

const candidateOf = async (profile: Profile, setting: LeadSetting, agreed: boolean): Promise<Candidate> => ({
  profile,
  setting,
  hasAgreed: agreed,
  open: (await pointersOf(profile.partnerId)).filter(({ open }) => open).length,
});

/** Names of the companies behind these partners. */
export const companiesOf = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const found = await readAll([...new Set(partnerIds)].map(keys.partner));
  return new Map(found.map((item) => profileItem.parse(item)).map(({ partnerId, company }) => [partnerId, company]));
};
