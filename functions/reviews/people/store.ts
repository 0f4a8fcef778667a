import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { colleagueItem, personItem } from '../../applications/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { keys } from '../../shared/keys.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { memberId } from '../../shared/team.ts';
import type { Owner } from '../recording.ts';

/** Colleagues that are offered; nobody invites so many. */
const MOST = 100;
const TableName = () => settings.programTable();

/** The partner's contact and its colleagues, as they are this instant. */
const peopleOf = async ({ partnerId, personId }: Profile): Promise<readonly string[]> => {
  const { PK, SK } = keys.colleague(partnerId, '');
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :colleagues)',
      ExpressionAttributeValues: { ':pk': PK, ':colleagues': SK },
      ConsistentRead: true,
      Limit: MOST,
    }),
  );
  const colleagues = Items.map((item) => colleagueItem.parse(item)).filter(({ state }) => state === 'member');
  return [personId, ...colleagues.map((one) => one.personId)];
};

/** Its name; nothing of somebody who is gone. */
const ownerOf = async (personId: string): Promise<readonly Owner[]> => {
  const Key = keys.person(personId);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  const person = Item && personItem.parse(Item);
  return person?.name && person.erasedAt === undefined ? [{ personId, name: person.name, side: 'partner' }] : [];
};

/** Who can own an action or a KPI: the partner's people, those gone left out, and everybody of the team. */
export const readOwners = async (profile: Profile): Promise<readonly Owner[]> => {
  const people = await Promise.all((await peopleOf(profile)).map(ownerOf));
  const key = await programKey();
  const team = settings.team().map((one): Owner => ({ personId: memberId(key, one), name: one.name, side: 'us' }));
  return [...people.flat(), ...team];
};
