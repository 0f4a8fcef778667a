import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../../email/contract.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import { readTerms } from '../../shared/terms-reader.ts';
import { type Terms, type TermsChange, termsChangeItem, termsItem } from './items.ts';

const TableName = () => settings.programTable();

/** A partner's own plans, oldest first: what `Knowledge` needs of it. Needs `BatchGetItem`. */
export const listTerms = async (partnerId: string): Promise<Terms['versions']> =>
  (await readTerms([partnerId])).get(partnerId) ?? [];

/** All about a partner's terms: what holds and will hold, oldest first, and what was asked for. */
export const readAllTerms = async (
  partnerId: string,
): Promise<{ readonly terms: Terms['versions']; readonly changes: readonly TermsChange[] }> => {
  const changes: TermsChange[] = [];
  let terms: Terms['versions'] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': keys.terms(partnerId).PK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      if (item.type === 'TERMS') terms = termsItem.parse(item).versions;
      else changes.push(termsChangeItem.parse(item));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return { terms, changes };
};

export const findChange = async (partnerId: string, changeId: string): Promise<TermsChange | undefined> => {
  const Key = keys.termsChange(partnerId, changeId);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? termsChangeItem.parse(Item) : undefined;
};

/** Writes it with the question to a second person; `refused` when it is there already. */
export const addChange = (one: TermsChange, asks: ProgramEvent) =>
  commit(
    [
      {
        Put: {
          TableName: TableName(),
          Item: { ...keys.termsChange(one.partnerId, one.changeId), ...one },
          ConditionExpression: 'attribute_not_exists(PK)',
        },
      },
    ],
    [putEvent(asks)],
  );

const decide = (one: TermsChange, state: 'approved' | 'refused', by: string, at: string): TransactItem => ({
  Update: {
    TableName: TableName(),
    Key: keys.termsChange(one.partnerId, one.changeId),
    UpdateExpression: 'SET #state = :state, decidedBy = :by, decidedAt = :at',
    ConditionExpression: '#state = :proposed',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':state': state, ':by': by, ':at': at, ':proposed': 'proposed' },
  },
});

export const refuseChange = (one: TermsChange, decided: { readonly by: string; readonly at: string }) =>
  commit([decide(one, 'refused', decided.by, decided.at)], []);

/** Makes approved terms the partner's, with the letter. `refused`: it was decided before, or others came between. */
export const keepTerms = (
  one: TermsChange,
  { terms, letter }: { readonly terms: Terms; readonly letter: LetterOrder },
  decided: { readonly by: string; readonly at: string },
) =>
  commit(
    [
      decide(one, 'approved', decided.by, decided.at),
      {
        Put: {
          TableName: TableName(),
          Item: { ...keys.terms(one.partnerId), ...terms },
          ConditionExpression: 'attribute_not_exists(PK) OR size(versions) = :before',
          ExpressionAttributeValues: { ':before': terms.versions.length - 1 },
        },
      },
    ],
    [putLetter(letter)],
  );
