import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../email/contract.ts';
import { type Profile, profileItem } from '../partners/contract.ts';
import { commit } from '../shared/commit.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { due, keys } from '../shared/keys.ts';
import { putEvent, putLetter } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { type TransactItem, table } from '../shared/table.ts';
import { type PolicyVersion, type Proposal, proposalItem, proposalView } from './contract.ts';

const TableName = () => settings.programTable();
/** Partners whose letters are ordered in one transaction. */
const TOLD_AT_ONCE = 50;

const close = (proposalId: string, state: Proposal['state'], decided: { by: string; at: string }): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: keys.policyProposal(proposalId),
    UpdateExpression: 'SET #state = :state, decidedBy = :by, decidedAt = :at',
    ConditionExpression: '#state = :proposed',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':state': state, ':by': decided.by, ':at': decided.at, ':proposed': 'proposed' },
  },
});

/** Writes a new version and announces it, and closes its proposal; false when that version is there already. */
export const saveVersion = async (published: PolicyVersion, proposalId?: string): Promise<boolean> => {
  const { document: _, ...announced } = published;
  const { version, publishedAt: at } = published;
  const put = {
    Put: {
      TableName: TableName(),
      Item: { ...keys.policy(version), type: 'POLICY', published },
      ConditionExpression: 'attribute_not_exists(PK)',
    },
  };
  const event = {
    id: `policy/${version}`,
    name: 'policy-published.v1',
    occurredAt: at,
    recordedAt: at,
    data: announced,
  };
  const closes = proposalId ? [close(proposalId, 'published', { by: published.approvedBy ?? '', at })] : [];
  return (await commit([put, ...closes], [putEvent(event)])) === 'done';
};

// ---- Proposals

export const findProposal = async (proposalId: string): Promise<Proposal | undefined> => {
  const Key = keys.policyProposal(proposalId);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? proposalItem.parse(Item) : undefined;
};

/** All proposals without their documents, the newest first. */
export const listProposals = async () => {
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk',
      ProjectionExpression:
        'proposalId, basedOn, effectiveAt, appliesTo, note, #override, #state, worse, proposedBy, proposedAt, decidedBy, decidedAt',
      ExpressionAttributeNames: { '#state': 'state', '#override': 'override' },
      ExpressionAttributeValues: { ':pk': keys.policyProposal('').PK },
      ConsistentRead: true,
    }),
  );
  const found = (Items ?? []).map((item) => proposalView.parse(item));
  return found.sort((one, other) => (one.proposedAt > other.proposedAt ? -1 : 1));
};

/** Writes it with the question to a second person; `refused` when it is there already. */
export const addProposal = (one: Proposal, asks: ProgramEvent) =>
  commit(
    [
      {
        Put: {
          TableName: TableName(),
          Item: { ...keys.policyProposal(one.proposalId), ...one },
          ConditionExpression: 'attribute_not_exists(PK)',
        },
      },
    ],
    [putEvent(asks)],
  );

export const closeProposal = (
  { proposalId }: Proposal,
  state: 'refused' | 'outdated',
  decided: { readonly by: string; readonly at: string },
) => commit([close(proposalId, state, decided)], []);

// ---- Telling partners

/** Some partners of a stage, and where the list goes on. */
export const partnersOf = async (
  stage: string,
  cursor: string | undefined,
): Promise<{ readonly partners: readonly Profile[]; readonly cursor: string | undefined }> => {
  const from = readCursor(cursor);
  const page = await table().send(
    new QueryCommand({
      TableName: TableName(),
      IndexName: 'byDue',
      KeyConditionExpression: 'GSI1PK = :stage',
      ExpressionAttributeValues: { ':stage': due.partnersInStage(stage) },
      Limit: TOLD_AT_ONCE,
      ...(from ? { ExclusiveStartKey: { ...from } } : {}),
    }),
  );
  const partners = (page.Items ?? []).map((item) => profileItem.parse(item));
  return { partners, cursor: writeCursor(page.LastEvaluatedKey) };
};

/** Orders letters, each once, and goes on with the next partners. */
export const tell = (letters: readonly LetterOrder[], next: readonly ProgramEvent[]) =>
  commit([], [...letters.map(putLetter), ...next.map(putEvent)]);
