import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readItems } from '../shared/batch.ts';
import { commit } from '../shared/commit.ts';
import { type IndexKey, writeCursor } from '../shared/cursor.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { pauseAfter } from '../shared/pause.ts';
import { settings } from '../shared/settings.ts';
import { type TransactItem, table } from '../shared/table.ts';
import { type Change, lastOffer } from './changing.ts';
import { type DealLead, type Lead, type LeadPerson, leadItem, leadPerson } from './contract.ts';
import { isOver } from './moving.ts';

const TRIES = 8;
const PAGE = 50;
const TableName = () => settings.programTable();

export const findLead = async (leadId: string): Promise<Lead | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.lead(leadId), ConsistentRead: true }),
  );
  return Item ? leadItem.parse(Item) : undefined;
};

export const findPerson = async (leadId: string): Promise<LeadPerson | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.leadPerson(leadId), ConsistentRead: true }),
  );
  return Item ? leadPerson.parse(Item) : undefined;
};

/** Leads by their ids, at most 100 at once. */
export const readLeads = async (leadIds: readonly string[]): Promise<readonly Lead[]> => {
  const leads: Lead[] = [];
  for (let from = 0; from < leadIds.length; from += 100) {
    const found = await readItems(leadIds.slice(from, from + 100).map(keys.lead), true);
    leads.push(...found.map((item) => leadItem.parse(item)));
  }
  return leads;
};

/** A page of the leads that are not over, the oldest first. */
export const listOpen = async (
  from: IndexKey | undefined,
): Promise<{ leads: readonly Lead[]; cursor: string | undefined }> => {
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :open',
      ExpressionAttributeValues: { ':open': due.leads },
      Limit: PAGE,
      ...(from ? { ExclusiveStartKey: { ...from, GSI1PK: due.leads } } : {}),
    }),
  );
  return { leads: (page.Items ?? []).map((item) => leadItem.parse(item)), cursor: writeCursor(page.LastEvaluatedKey) };
};

const putLead = (lead: Lead): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: {
      ...keys.lead(lead.leadId),
      ...lead,
      ...(isOver(lead.state) ? {} : { GSI1PK: due.leads, GSI1SK: `${lead.receivedAt}#${lead.leadId}` }),
    },
    ...(lead.revision === 1
      ? { ConditionExpression: 'attribute_not_exists(PK)' }
      : { ConditionExpression: 'revision = :before', ExpressionAttributeValues: { ':before': lead.revision - 1 } }),
  },
});

/** From the deal back to its lead, for its partner alone. */
const dealPointer = (before: Lead | undefined, { leadId, company, dealId, offers }: Lead): TransactItem[] => {
  const last = offers.at(-1);
  if (!dealId || dealId === before?.dealId || last?.result !== 'accepted') return [];
  const pointer: DealLead = { type: 'DEAL-LEAD', leadId, dealId, company };
  return [{ Put: { TableName: TableName(), Item: { ...keys.dealLead(last.partnerId, dealId), ...pointer } } }];
};

/** Which leads a partner has: kept with the lead, for each partner whose part in it changes. */
const pointers = (before: Lead | undefined, after: Lead): TransactItem[] => {
  const last = lastOffer(after);
  const former = before ? lastOffer(before) : undefined;
  const isOpen = !isOver(after.state) && last?.result !== 'declined' && after.state !== 'unassigned';
  const point = (partnerId: string, offeredAt: string, open: boolean): TransactItem => ({
    Put: {
      TableName: TableName(),
      Item: {
        ...keys.partnerLead(partnerId, after.leadId),
        type: 'PARTNER-LEAD',
        leadId: after.leadId,
        open,
        offeredAt,
      },
    },
  });
  return [
    ...(last ? [point(last.partnerId, last.at, isOpen)] : []),
    ...dealPointer(before, after),
    ...(former && former.partnerId !== last?.partnerId ? [point(former.partnerId, former.at, false)] : []),
  ];
};

const write = (
  before: Lead | undefined,
  { lead, person, erases, letters, events }: Change,
): Promise<'done' | 'refused'> => {
  const Key = keys.leadPerson(lead.leadId);
  const behind: TransactItem[] = person ? [{ Put: { TableName: TableName(), Item: { ...Key, ...person } } }] : [];
  const gone: TransactItem[] = erases ? [{ Delete: { TableName: TableName(), Key } }] : [];
  return commit(
    [putLead(lead), ...behind, ...gone, ...pointers(before, lead)],
    [...events.map(putEvent), ...letters.map(putLetter)],
  );
};

/**
 * Changes one lead: `decide` sees it as it is and says what is written together, or undefined for nothing; it is asked again when
 * somebody else was quicker.
 */
export const change = async (
  leadId: string,
  decide: (found: Lead | undefined) => Change | undefined,
): Promise<Lead | undefined> => {
  for (let tried = 0; tried < TRIES; tried++) {
    const found = await findLead(leadId);
    const changed = decide(found);
    if (!changed) return found;
    if ((await write(found, changed)) === 'done') return changed.lead;
    await pauseAfter(tried);
  }
  throw Object.assign(new Error(`Lead ${leadId} is written by too many at once; try again.`), {
    name: 'ThrottlingException',
  });
};
