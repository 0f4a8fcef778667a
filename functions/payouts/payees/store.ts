import { isDeepStrictEqual } from 'node:util';
import { DeleteCommand, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LetterOrder } from '../../email/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter } from '../../shared/outbox.ts';
import { Problem } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type Batch, type Payee, type PayeeRecord, payeeItem, payeeVersionItem } from '../contract.ts';
import { type PlannedFile, render } from '../files.ts';
import { addItem, putItem } from '../updates.ts';

const MOST_KEYS = 100;

export const findPayee = async (partnerId: string): Promise<PayeeRecord | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: keys.payee(partnerId), ConsistentRead: true }),
  );
  return Item ? payeeItem.parse(Item) : undefined;
};

/** Whether these are the details that the partner has now, to the letter: to save them again changes nothing. */
export const isKept = async (payee: Payee, { partnerId, version, erasedAt }: PayeeRecord): Promise<boolean> => {
  if (erasedAt !== undefined) return false;
  const Key = keys.payeeVersion(partnerId, version);
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }),
  );
  return Item !== undefined && isDeepStrictEqual(payeeVersionItem.parse(Item).payee, payee);
};

/** Writes the next version; `refused` when another one was written meanwhile. */
export const savePayee = (
  payee: Payee,
  record: PayeeRecord,
  following: { readonly event: ProgramEvent; readonly letter: LetterOrder },
): Promise<'done' | 'refused'> => {
  const { partnerId, version, accountHash } = record;
  return commit(
    [
      addItem(keys.payeeVersion(partnerId, version), { type: 'PAYEE-VERSION', partnerId, version, payee }),
      putItem(keys.payee(partnerId), record),
      putItem(keys.payeeAccount(accountHash, partnerId), { type: 'PAYEE-ACCOUNT', partnerId, version }),
    ],
    [putEvent(following.event), putLetter(following.letter)],
  );
};

const nameOf = (partnerId: string, version: number): string => `${partnerId}/${version}`;

/** Details of these versions, by partner and version; those that were erased are missing. */
export const readPayees = async (
  wanted: readonly { readonly partnerId: string; readonly payeeVersion?: number | undefined }[],
): Promise<ReadonlyMap<string, Payee>> => {
  const found = new Map<string, Payee>();
  const all = wanted.flatMap(({ partnerId, payeeVersion }) =>
    payeeVersion === undefined ? [] : [{ partnerId, version: payeeVersion }],
  );
  const unique = [...new Map(all.map((one) => [nameOf(one.partnerId, one.version), one])).values()];
  for (let from = 0; from < unique.length; from += MOST_KEYS) {
    const some = unique.slice(from, from + MOST_KEYS);
    for (const item of await readItems(some.map((one) => keys.payeeVersion(one.partnerId, one.version)))) {
      const { partnerId, version, payee } = payeeVersionItem.parse(item);
      found.set(nameOf(partnerId, version), payee);
    }
  }
  return found;
};

export const payeeIn = (
  payees: ReadonlyMap<string, Payee>,
  of: { readonly partnerId: string; readonly payeeVersion?: number | undefined },
): Payee | undefined => payees.get(nameOf(of.partnerId, of.payeeVersion ?? 0));

/**
 * Forgets a partner's payment details for good; what remains says that there were some. `later`: a payout is under way
 * that needs them; they go when it is settled.
 */
export const erasePayee = async (record: PayeeRecord, at: string, later: boolean): Promise<void> => {
  const { partnerId } = record;
  await commit([putItem(keys.payee(partnerId), { ...record, masked: '', erasedAt: at })]);
  if (later) return;
  const { Items = [] } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :version)',
      ExpressionAttributeValues: { ':pk': keys.payee(partnerId).PK, ':version': 'VERSION#' },
      ConsistentRead: true,
    }),
  );
  for (const { PK, SK } of Items) {
    await table().send(new DeleteCommand({ TableName: settings.programTable(), Key: { PK, SK } }));
  }
};

/** Forgets what was kept for payouts under way only, once there are none. */
export const forgetErased = async (partnerId: string, underWay: boolean): Promise<void> => {
  const record = await findPayee(partnerId);
  if (record?.erasedAt !== undefined && !underWay) await erasePayee(record, record.erasedAt, false);
};

/** The text of a file, from the details that its payouts name. Throws where they were erased. */
export const renderFile = async (file: PlannedFile, batch: Batch): Promise<string> => {
  const payees = await readPayees(file.payouts);
  return render(file, batch, (payout) => {
    const payee = payeeIn(payees, payout);
    if (!payee)
      throw new Problem(410, 'details-erased', 'Payment details in this file were erased since. Its hash remains.');
    return payee;
  });
};
