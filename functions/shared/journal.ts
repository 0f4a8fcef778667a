import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { currencyOf, type Fact, fact, type Page, page } from '../ledger/contract.ts';
import { type FundPage, fundPage } from '../mdf/contract.ts';
import { type Claim, claimItem, packFact, packFundPage, packPage } from './journal-items.ts';
import { ledgerKeys } from './ledger-keys.ts';
import { settings } from './settings.ts';
import { failedConditions, isConditionFailure, type TransactItem, table } from './table.ts';

/**
 * The journal: the one way to write money. Items of the Ledger table are only ever added. Who comes second to a key or
 * a number is told so, and reads again. Postings that do not sum to zero are a fault of ours and are thrown [I1].
 */

const put = (key: { PK: string; SK: string }, item: Record<string, unknown>) => ({
  TableName: settings.ledgerTable(),
  Item: { ...key, ...item },
  ConditionExpression: 'attribute_not_exists(PK)',
});

/** Adds one item; false when there is one by this key already. */
const add = async (key: { PK: string; SK: string }, item: Record<string, unknown>): Promise<boolean> => {
  try {
    await table().send(new PutCommand(put(key, item)));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

const sumsToZero = (what: string, amounts: readonly { readonly minor: number }[]): void => {
  const sum = amounts.reduce((total, { minor }) => total + minor, 0);
  if (sum !== 0) throw new RangeError(`The postings of ${what} sum to ${sum}, not to 0.`);
};

/**
 * Claims a business key for good. Answers the claim that holds it: this one, or an earlier one (then compare `hash`:
 * the same is a repeat, another is a mismatch [Z4]). 1 write unit; an earlier one costs a read more.
 */
export const claim = async (asked: Claim): Promise<{ held: Claim; isNew: boolean }> => {
  const key = ledgerKeys.claim(asked.kind, asked.key);
  if (await add(key, { type: 'CLAIM', ...asked })) return { held: asked, isNew: true };
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.ledgerTable(), Key: key, ConsistentRead: true }),
  );
  return { held: claimItem.parse(Item), isNew: false };
};

/** Adds a fact as the customer's next; false when that number is taken: read the customer's facts and decide again. */
export const addFact = (added: Fact): Promise<boolean> => {
  for (const [currency, postings] of Map.groupBy(added.postings, (one) => currencyOf(added, one))) {
    sumsToZero(`${added.customer}/${added.number} in ${currency}`, postings);
  }
  return add(ledgerKeys.fact(added.customer, added.number), packFact(fact.parse(added)));
};

/**
 * Adds a page as the book's next. `taken`: that number is there, read the last page and try again. `repeat`: the
 * command (`page.key`) has its page already. The first page also enters the book into the list of books.
 */
export const addPage = async (added: Page): Promise<'added' | 'taken' | 'repeat'> => {
  const items = pagePuts(added);
  const { partnerId, currency, number, key } = added;
  if (items.length === 1) {
    return (await add(ledgerKeys.page(partnerId, currency, number), packPage(added))) ? 'added' : 'taken';
  }
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [...items] }));
    return 'added';
  } catch (error) {
    const failed = failedConditions(error);
    if (!failed) throw error;
    return key !== undefined && failed[0] ? 'repeat' : 'taken';
  }
};

/** What a page is written as, to go with other items in one transaction: the command's claim first, if it has a key. */
export const pagePuts = (added: Page): readonly TransactItem[] => {
  sumsToZero(`${added.partnerId}/${added.number}`, balanced(added));
  const { partnerId, currency, number, key, recordedAt } = added;
  return [
    ...(key === undefined ? [] : [{ Put: put(...claimOf({ kind: 'command', key, recordedAt })) }]),
    { Put: put(ledgerKeys.page(partnerId, currency, number), packPage(page.parse(added))) },
    ...(number === 1 ? [{ Put: put(ledgerKeys.book(partnerId, currency), { type: 'BOOK', recordedAt }) }] : []),
  ];
};

/** The same of a page of a development fund [B14]. */
export const fundPagePuts = (added: FundPage): readonly TransactItem[] => {
  const { partnerId, quarter, currency, number, recordedAt, lines, against } = added;
  sumsToZero(`${partnerId}/${quarter}/${number}`, [...lines, ...against]);
  const listed = put(ledgerKeys.fund(partnerId, quarter, currency), { type: 'FUND', recordedAt });
  return [
    { Put: put(ledgerKeys.fundPage(partnerId, quarter, currency, number), packFundPage(fundPage.parse(added))) },
    ...(number === 1 ? [{ Put: listed }] : []),
  ];
};

const claimOf = (asked: Claim) => [ledgerKeys.claim(asked.kind, asked.key), { type: 'CLAIM', ...asked }] as const;

/** Lines of facts were balanced by their facts; a command carries its other side itself. */
const balanced = ({ kind, lines, against }: Page): readonly { readonly minor: number }[] =>
  kind === 'facts' ? [] : [...lines, ...against];
