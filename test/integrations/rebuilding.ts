import { currencyOf, type Fact, type Page } from '../../functions/ledger/contract.ts';
import type { Cloud } from '../../infra/local/cloud.ts';

/** Everything of a part, answer after answer, as somebody would fetch it who has the address and a sign-in alone. */
export const fetchPart = async (
  cloud: Cloud,
  cookie: string,
  part: string,
  shard?: number,
): Promise<readonly Record<string, unknown>[]> => {
  const lines: Record<string, unknown>[] = [];
  let cursor: string | undefined;
  for (;;) {
    const query = `part=${part}${shard === undefined ? '' : `&shard=${shard}`}${cursor ? `&cursor=${cursor}` : ''}`;
    const reply = await cloud.http('GET', `/api/ops/export?${query}`, { cookie });
    if (reply.status === 429) {
      await cloud.clock.moveTo(cloud.clock.now() + 1_000);
      continue;
    }
    if (reply.status !== 200) throw new Error(`${query}: ${reply.status} ${reply.text}`);
    for (const line of reply.text.split('\n').filter(Boolean)) lines.push(JSON.parse(line));
    cursor = reply.headers['next-cursor'];
    if (!cursor) return lines;
  }
};

type Accounts = Record<string, number>;
const NOTHING: Accounts = { pending: 0, held: 0, payable: 0, transit: 0, paid: 0 };

/**
 * Balances from what the export gives out, and nothing else: what facts post, and what commands move. Pages of facts
 * are left out, because they only repeat what the facts say. Book `<partner>/<currency>` -> account -> minor units.
 */
export const rebuild = (facts: readonly Fact[], pages: readonly Page[]): Record<string, Accounts> => {
  const books: Record<string, Accounts> = {};
  const move = (book: string, account: string, minor: number): void => {
    const accounts = books[book] ?? { ...NOTHING };
    accounts[account] = (accounts[account] ?? 0) + minor;
    books[book] = accounts;
  };
  for (const fact of facts) {
    for (const one of fact.postings) {
      if ('partnerId' in one) move(`${one.partnerId}/${currencyOf(fact, one)}`, one.account, one.minor);
    }
  }
  for (const { kind, partnerId, currency, lines } of pages) {
    if (kind === 'facts') continue;
    for (const { account, minor } of lines) move(`${partnerId}/${currency}`, account, minor);
  }
  return books;
};
