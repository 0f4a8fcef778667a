import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Person, personItem } from '../../applications/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';

export const readPerson = async (personId: string): Promise<Person | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.person(personId), ConsistentRead: true }),
  );
  return Item ? personItem.parse(Item) : undefined;
};
