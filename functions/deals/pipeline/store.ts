import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { type IndexKey, writeCursor } from '../../shared/cursor.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { due, keys } from '../../shared/keys.ts';
import { putEvent } from '../../shared/outbox.ts';
import { mismatchedRepeat } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { type Opportunity, opportunityItem } from '../contract.ts';
import { compare, type Told } from '../direct.ts';
import { nameShelf, plainName } from '../names.ts';

const PAGE = 50;
const TRIES = 5;
const TableName = () => settings.programTable();

export const findOpportunity = async (opportunityId: string): Promise<Opportunity | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.opportunity(opportunityId), ConsistentRead: true }),
  );
  return Item ? opportunityItem.parse(Item) : undefined;
};

const put = (Item: object): TransactItem => ({ Put: { TableName: TableName(), Item: { ...Item } } });
const remove = (Key: Record<string, string>): TransactItem => ({ Delete: { TableName: TableName(), Key } });

const nameKey = ({ name = '', opportunityId }: Opportunity) =>
  keys.customerName(nameShelf(name), `${plainName(name)}#direct/${opportunityId}`);

/** What is written of it beside the item itself: its copy under the customer, and its name while it is open. */
const copies = (found: Opportunity | undefined, next: Opportunity): readonly TransactItem[] => {
  const named = (one: Opportunity | undefined): one is Opportunity => one?.state === 'open' && one.name !== undefined;
  const moved = found && found.hash !== next.hash ? [remove(keys.customerDirect(found.hash, found.opportunityId))] : [];
  const renamed =
    named(found) && !(named(next) && nameKey(found).SK === nameKey(next).SK) ? [remove(nameKey(found))] : [];
  const name = { type: 'CUSTOMER-NAME', name: next.name, of: next.opportunityId, where: 'direct' };
  return [
    ...moved,
    ...renamed,
    put({ ...keys.customerDirect(next.hash, next.opportunityId), ...next }),
    ...(named(next) ? [put({ ...nameKey(next), ...name })] : []),
  ];
};

const toldEvent = ({ opportunityId, hash, state, updatedAt, recordedAt }: Opportunity): ProgramEvent => ({
  id: `direct/${opportunityId}/${updatedAt}`,
  name: 'direct-opportunity-told.v1',
  ...{ occurredAt: updatedAt, recordedAt },
  data: { opportunityId, hash, state },
});

/** Takes in what the CRM says of an opportunity: of two tellings the later one counts, whichever comes first. */
export const takeOpportunity = async (told: Told, now: Date): Promise<'recorded' | 'repeat' | 'older'> => {
  for (let tries = 0; tries < TRIES; tries++) {
    const found = await findOpportunity(told.opportunityId);
    const is = compare(found, told);
    if (is === 'same') return 'repeat';
    if (is === 'older') return 'older';
    if (is === 'mismatch') {
      throw mismatchedRepeat(`Opportunity ${told.opportunityId} was told otherwise for the same instant.`);
    }
    const next: Opportunity = { type: 'OPPORTUNITY', ...told, recordedAt: now.toISOString() };
    const index =
      next.state === 'open' ? { GSI1PK: due.directPipeline, GSI1SK: `${next.openedAt}#${next.opportunityId}` } : {};
    const main: TransactItem = {
      Put: {
        TableName: TableName(),
        Item: { ...keys.opportunity(next.opportunityId), ...next, ...index },
        ...(found
          ? { ConditionExpression: 'updatedAt = :seen', ExpressionAttributeValues: { ':seen': found.updatedAt } }
          : { ConditionExpression: 'attribute_not_exists(PK)' }),
      },
    };
    if ((await commit([main, ...copies(found, next)], [putEvent(toldEvent(next))])) === 'done') return 'recorded';
  }
  throw Object.assign(new Error(`Opportunity ${told.opportunityId} changes all the time.`), {
    name: 'TransactionConflictException',
  });
};

export const openOpportunities = async (from: IndexKey | undefined) => {
  const { Items = [], LastEvaluatedKey } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :open',
      ExpressionAttributeValues: { ':open': due.directPipeline },
      ScanIndexForward: false,
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: from } : {}),
    }),
  );
  return { opportunities: Items.map((item) => opportunityItem.parse(item)), cursor: writeCursor(LastEvaluatedKey) };
};
