import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Policy } from '../../../policy/contract.ts';
import { commit } from '../../../shared/commit.ts';
import { addFact, claim } from '../../../shared/journal.ts';
import { readCustomer, readSaleClaims } from '../../../shared/journal-reader.ts';
import { keys } from '../../../shared/keys.ts';
import { putEvent } from '../../../shared/outbox.ts';
import { settings } from '../../../shared/settings.ts';
import { table } from '../../../shared/table.ts';
import type { Tool } from '../../reading/neutral.ts';
import { commissionFact, customerFact, overtakenFact } from '../imported.ts';
import { type KeptOfPartner, type KeptPartner, type Waiting, waitingItem } from '../items.ts';
import { conflictOf, isClaimed, isInTheBooks, judge, type Verdict, type Who, whoIs } from '../judge/store.ts';
import { contentHash, keyOf } from '../kept.ts';
import { linkImported } from '../telling.ts';

export interface Bringing {
  readonly programKey: string;
  readonly policy: Policy;
  readonly now: string;
}

type OfPartner = Pick<Waiting, 'tool' | 'importId' | 'row'>;
const TRIES = 8;

/**
 * Brings a row to its partner, or lets it wait. First it is written that it waits, then it is looked whether the partner
 * has come meanwhile; who comes looks for what waits: neither misses the other. Every part is safe to repeat.
 */
export const bringRow = async (given: OfPartner, on: Bringing): Promise<Verdict> => {
  const { tool, row } = given;
  const who = await whoIs(tool, row);
  if (who.accepted) return bringTo(who, given, on);
  const verdict = await judge(tool, row, who, on.programKey);
  if (verdict.is !== 'waiting') return verdict;
  await wait(who.waitsAt, given);
  const again = await whoIs(tool, row);
  if (!again.accepted && again.waitsAt === who.waitsAt) return verdict;
  await bringWaiting(who.waitsAt, on);
  return again.accepted ? { is: 'new' } : verdict;
};

const wait = async (waitsAt: string, { tool, importId, row }: OfPartner): Promise<void> => {
  const Item = { ...keys.waiting(waitsAt, keyOf(tool, row)), type: 'WAITING', tool, importId, row };
  await table().send(new PutCommand({ TableName: settings.programTable(), Item }));
};

/** Brings what waits for a mailbox, or for an id of another tool whose mailbox is known now. */
export const bringWaiting = async (waitsAt: string, on: Bringing): Promise<number> => {
  const { PK } = keys.waiting(waitsAt, '');
  let brought = 0;
  for (const item of await waitingAt(PK)) {
    const { tool, importId, row } = waitingItem.parse(item);
    const who = await whoIs(tool, row);
    if (who.accepted) await bringTo(who, { tool, importId, row }, on);
    else if (who.waitsAt !== waitsAt) await bringRow({ tool, importId, row }, on);
    else continue;
    brought++;
    await table().send(
      new DeleteCommand({ TableName: settings.programTable(), Key: keys.waiting(waitsAt, keyOf(tool, row)) }),
    );
  }
  return brought;
};

const waitingAt = async (PK: string): Promise<readonly Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': PK },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return items;
};

const bringTo = async (who: Who, given: OfPartner, on: Bringing): Promise<Verdict> => {
  const { partnerId, run } = who;
  if (!partnerId || !run) throw new Error('A partner that has accepted is known.');
  const { tool, row } = given;
  if (row.kind !== 'links') return bringFact(tool, row, partnerId, on);
  const verdict = await judge(tool, row, who, on.programKey);
  if (verdict.is === 'new') await commit([], [putEvent(linkImported(row, { partnerId, run, at: on.now }))]);
  return verdict;
};

const busy = (sentence: string): Error => Object.assign(new Error(sentence), { name: 'ThrottlingException' });

/**
 * The payment of an imported commission, as it came by itself: none, or one that saw the import and earned nothing, or one
 * that did not see it. One that is claimed and not recorded yet is waited for: the step is tried again.
 */
const paymentOf = async (sale: string | undefined): Promise<'none' | 'saw-it' | 'earned'> => {
  const claimed = sale === undefined ? undefined : (await readSaleClaims(sale)).sale;
  if (!claimed?.customer) return 'none';
  const fact = (await readCustomer(claimed.customer)).find((one) => one.kind === 'sale' && one.key === sale);
  if (!fact) throw busy(`The payment ${sale} is being recorded; its import is tried again.`);
  return fact.data.imported === true ? 'saw-it' : 'earned';
};

/**
 * Claims the row for good and adds its fact. A claim whose fact never came (a crash between the two) gets it now. Import
 * and payment both claim first and look for the other then: the payment that sees the import earns nothing and says so,
 * and the import that finds a payment which does not say so posts nothing. So one of the two counts, whatever the order.
 */
const bringFact = async (
  tool: Tool,
  row: Exclude<KeptOfPartner, { kind: 'links' }>,
  partnerId: string,
  { programKey, policy, now }: Bringing,
): Promise<Verdict> => {
  const key = keyOf(tool, row);
  const { customer } = row;
  const sale = row.kind === 'commissions' ? row.sale : undefined;
  const inTheBooks: Verdict = { is: 'conflicting', reason: `its payment ${sale} is in the books already` };
  if ((await isInTheBooks(sale)) && !(await isClaimed(key))) return inTheBooks;
  const hash = contentHash(programKey, row);
  const { held } = await claim({ kind: 'imported', key, recordedAt: now, customer, hash });
  if (held.hash !== hash) return conflictOf(row, held, key);
  const payment = await paymentOf(sale);
  const of = { tool, key, partnerId, policy, now };
  const fact =
    row.kind === 'customers'
      ? customerFact(row, of)
      : payment === 'earned'
        ? overtakenFact(row, of)
        : commissionFact(row, of);
  for (let tried = 0; tried < TRIES; tried++) {
    const facts = await readCustomer(customer);
    if (facts.some((one) => one.kind === 'imported' && one.key === key)) return { is: 'known' };
    if (await addFact({ ...fact, number: facts.length + 1 })) return payment === 'earned' ? inTheBooks : { is: 'new' };
  }
  throw busy('A customer is written to by too many at once.');
};

/** From now on rows that name this partner by its id in the other tool are its mailbox's; those that waited go there. */
export const knowOutsider = async (tool: Tool, row: KeptPartner, on: Bringing): Promise<void> => {
  const Item = { ...keys.outsider(tool, row.externalId), type: 'OUTSIDER', mailbox: row.mailbox };
  await table().send(new PutCommand({ TableName: settings.programTable(), Item }));
  await bringWaiting(`${tool}/${row.externalId}`, on);
};
