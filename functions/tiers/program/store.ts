import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { profileItem } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { type Holders, holdersItem, type ProgramTierItem, programTierItem } from '../items.ts';
import { type Given, NOBODY } from './holding.ts';

const TableName = () => settings.programTable();

const get = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }))).Item;

export const findProgramTier = async (partnerId: string): Promise<ProgramTierItem | undefined> => {
  const item = await get(keys.programTier(partnerId));
  return item && programTierItem.parse(item);
};

export const readHolders = async (): Promise<Holders> => {
  const item = await get(keys.programTierHolders());
  return item ? holdersItem.parse(item) : NOBODY;
};

const putHolders = (holders: Holders): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.programTierHolders(), ...holders },
    ...(holders.version === 1
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': holders.version - 1 } }),
  },
});

/** Gives it, with the slot. `refused`: somebody else has just given or freed one; read again. */
export const keepProgramTier = ({ holders, item, event, letters }: Given): Promise<'done' | 'refused'> =>
  commit(
    [putHolders(holders), { Put: { TableName: TableName(), Item: { ...keys.programTier(item.partnerId), ...item } } }],
    [putEvent(event), ...letters.map(putLetter)],
  );

export const keepHolders = (holders: Holders): Promise<'done' | 'refused'> => commit([putHolders(holders)]);

/** Companies of partners, by id. */
export const companiesOf = async (partnerIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const companies = new Map<string, string>();
  for (let from = 0; from < partnerIds.length; from += 100) {
    const items = await readItems(partnerIds.slice(from, from + 100).map(keys.partner));
    for (const { partnerId, company } of items.map((item) => profileItem.parse(item)))
      companies.set(partnerId, company);
  }
  return companies;
};
