import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { personItem } from '../../applications/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { keys } from '../../shared/keys.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { memberId } from '../../shared/team.ts';
import type { Owner } from '../recording.ts';

/** Who can own an action or a KPI: the partner's contact, unless it is gone, and everybody of the team. */
export const readOwners = async ({ personId }: Profile): Promise<readonly Owner[]> => {
  const Key = keys.person(personId);
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }),
  );
  const person = Item && personItem.parse(Item);
  const contact: Owner[] =
    person?.name && person.erasedAt === undefined ? [{ personId, name: person.name, side: 'partner' }] : [];
  const key = await programKey();
  const team = settings.team().map((one): Owner => ({ personId: memberId(key, one), name: one.name, side: 'us' }));
  return [...contact, ...team];
};
