import { createHash } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import type { Page } from '../../functions/ledger/contract.ts';
import { boundsOf, isClosable, monthBefore } from '../../functions/payouts/calendar.ts';
import { statementPdf } from '../../functions/payouts/pdf.ts';
import { ratesOf } from '../../functions/payouts/rates.ts';
import { statementOf } from '../../functions/payouts/statement.ts';
import { addedUp, type Sums } from '../../functions/payouts/summary.ts';
import { nextPage } from '../../functions/shared/book.ts';
import { aFact } from '../ledger/facts.ts';
import { PARTNER } from './builders.ts';

const book = { partnerId: PARTNER, currency: 'USD' };
const line = { fact: 'aaaaaaaaaaaaaaaaaaaaaa/1', sale: 'pi_1', rule: 'commission', earnedPeriod: '2027-03' };
const pages: Page[] = [];
const add = (entry: Parameters<typeof nextPage>[2], at: string): void => {
  pages.push(nextPage(book, pages.at(-1), entry, at));
};
add({ kind: 'facts', lines: [{ account: 'pending', minor: 12_345, ...line }] }, '2027-03-01T10:00:00.000Z');
add(
  {
    kind: 'facts',
    lines: [
      { account: 'pending', minor: -2_345, ...line, fact: 'aaaaaaaaaaaaaaaaaaaaaa/2' },
      {
        account: 'pending',
        minor: 900,
        ...line,
        sale: 'pi_2',
        fact: 'aaaaaaaaaaaaaaaaaaaaaa/3',
        earnedPeriod: '2027-02',
        late: true,
      },
      { account: 'pending', minor: -500, ...line, sale: 'pi_3', fact: 'aaaaaaaaaaaaaaaaaaaaaa/4' },
      { account: 'held', minor: 500, ...line, sale: 'pi_3', fact: 'aaaaaaaaaaaaaaaaaaaaaa/4' },
    ],
  },
  '2027-03-09T10:00:00.000Z',
);
const pair = (from: 'pending' | 'payable', to: 'payable' | 'transit', minor: number) => [
  { account: from, minor: 0 - minor, rule: 'payout' },
  { account: to, minor, rule: 'payout' },
];
add({ kind: 'matured', lines: pair('pending', 'payable', 10_000) }, '2027-03-31T10:00:00.000Z');
add(
  {
    kind: 'reserved',
    key: 'payout/2027-03/x/USD/reserve',
    lines: pair('payable', 'transit', 10_000),
    note: 'Payment K7',
  },
  '2027-03-31T11:00:00.000Z',
);

const made = statementOf('2027-03', [{ currency: 'USD', before: undefined, pages }]);

describe('A statement', () => {
  test('explains every line: what was earned, taken back, late, only moved, matured and paid', () => {
    expect(made.books[0]?.lines.map(({ words }) => words)).toEqual([
      'Commission on sale pi_1',
      'Commission on sale pi_1: taken back after a refund or a correction',
      'Commission on sale pi_2; earned in 2027-02, which was closed',
      'Commission on sale pi_3: moved out of pending',
      'Commission on sale pi_3: moved into held',
      'The review window has ended: from pending to payable',
      'The review window has ended: from pending to payable',
      'Payout under way: from payable to in transit. Payment K7',
      'Payout under way: from payable to in transit. Payment K7',
    ]);
  });

  test('says the rate that an amount follows from, and the policy that had it [B1]', () => {
    const decision = {
      policy: 3,
      model: 'last-click',
      nth: 1,
      won: [],
      lost: [],
      parts: [
        {
          partnerId: PARTNER,
          rule: 'default/first-payment',
          base: 49_380,
          bp: 2_500,
          exact: '12345',
          minor: 12_345,
          tests: {},
        },
      ],
    };
    const fact = aFact({ key: 'pi_1', decision });
    const rates = ratesOf([fact, aFact({ number: 2 })], PARTNER);
    const [first] = statementOf('2027-03', [{ currency: 'USD', before: undefined, pages }], rates).books;
    expect(first?.lines[0]?.words).toBe('Commission on sale pi_1: 25 % of USD 493.80, policy version 3');
    expect(statementOf('2027-03', [{ currency: 'USD', before: undefined, pages }], rates).sha256).toBe(made.sha256);
    expect(ratesOf([fact], '01J000000000000000000000BB').size).toBe(0);
  });

  test('names the rates of a deal’s parts together, and those of credits, of whatever sale a fact changed', () => {
    const part = (rule: string, bp: number) => ({
      ...{ partnerId: PARTNER, rule, base: 20_000, bp, exact: '0', minor: 0, tests: {} },
    });
    const changed = {
      ...{ sale: 'pi_9', policy: 2, model: 'deal', nth: 1, deal: 'deal_1', won: [], lost: [] },
      parts: [part('deal/margin', 2_000), part('deal/new-customer', 300)],
      credits: [part('co-sell', 500)],
    };
    const earned = { rule: 'co-sell', sale: 'pi_9', minor: 1_000 };
    const plain = aFact({ kind: 'deal-won', key: 'deal_1', earned: [earned] });
    const postings = plain.postings.map((one) => ({ ...one, currency: 'EUR' }));
    const rates = ratesOf([{ ...plain, postings, changed: [changed] }], PARTNER);
    expect([...rates.values()]).toEqual([
      '23 % of EUR 200.00, policy version 2',
      '5 % of EUR 200.00, policy version 2',
    ]);
  });

  test('adds up: before plus its lines is after, in every balance [I2]', () => {
    for (const { opening, closing, lines } of made.books) {
      for (const account of ['pending', 'held', 'payable', 'transit', 'paid'] as const) {
        const moved = lines.filter((one) => one.account === account).reduce((sum, { minor }) => sum + minor, 0);
        expect(opening[account] + moved).toBe(closing[account]);
      }
    }
  });

  test('has a hash that follows from amounts, times and what they belong to, and from the order of nothing else', () => {
    const euro = { currency: 'EUR', before: pages[0], pages: [] };
    const dollar = { currency: 'USD', before: undefined, pages };
    expect(statementOf('2027-03', [euro, dollar]).sha256).toBe(statementOf('2027-03', [dollar, euro]).sha256);
    const cent = pages.map((page, index) =>
      index > 0 ? page : { ...page, lines: page.lines.map((one) => ({ ...one, minor: one.minor + 1 })) },
    );
    expect(statementOf('2027-03', [{ ...dollar, pages: cent }]).sha256).not.toBe(made.sha256);
    expect(statementOf('2027-04', [dollar]).sha256).not.toBe(made.sha256);
  });

  test('is of the pages recorded in the month, by the clock of the program [A13]', () => {
    expect(boundsOf('2027-03', 'America/New_York')).toEqual({
      from: '2027-03-01T05:00:00.000Z',
      until: '2027-04-01T04:00:00.000Z',
    });
    expect(monthBefore('2027-01')).toBe('2026-12');
    expect(isClosable('2027-03', 'America/New_York', '2027-04-01T09:59:59.999Z')).toBe(false);
    expect(isClosable('2027-03', 'America/New_York', '2027-04-01T10:00:00.000Z')).toBe(true);
  });

  test('page by page, hashes to what JSON of the whole hashes to', () => {
    const [first] = made.books;
    const balances = ['pending', 'held', 'payable', 'transit', 'paid'].map((account) => [
      Reflect.get(first?.opening ?? {}, account),
      Reflect.get(first?.closing ?? {}, account),
    ]);
    const lines = first?.lines.map(({ at, kind, account, minor, sale, earnedPeriod, late, fact }) => [
      ...[at, kind, account, minor, sale ?? '', earnedPeriod ?? '', late, fact ?? ''],
    ]);
    const whole = JSON.stringify(['2027-03', [['USD', balances, lines]]]);
    expect(made.sha256).toBe(createHash('sha256').update(whole).digest('hex'));
    expect(statementOf('2027-03', []).sha256).toBe(createHash('sha256').update('["2027-03",[]]').digest('hex'));
  });

  test('adds lines up by kind, additions and deductions apart, and loses no cent', () => {
    const sums = [...pages.reduce<Sums>(addedUp, new Map()).values()];
    expect(sums).toContainEqual({ words: 'Commission, added', account: 'pending', lines: 2, minor: 13_245 });
    expect(sums).toContainEqual({ words: 'Commission, taken out', account: 'pending', lines: 2, minor: -2_845 });
    for (const account of ['pending', 'held', 'payable', 'transit', 'paid'] as const) {
      const moved = sums.filter((one) => one.account === account).reduce((total, { minor }) => total + minor, 0);
      expect(moved).toBe(pages.at(-1)?.balances[account]);
    }
  });
});

describe('A statement on paper', () => {
  const view = { ...made, partner: 'Łódź & Ελλάδα Ltd', closedAt: '2027-04-01T10:00:00.000Z', lines: 9 };
  const print = (over: Partial<typeof view> = {}) =>
    statementPdf({ ...view, ...over }, 'Acme Partners', 'America/New_York');
  const read = async (pdf: Uint8Array) => {
    const { totalPages, text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: true });
    return { totalPages, text: text.replaceAll(/\s+/g, ' ') };
  };

  test('says the same, names beyond Latin-1 included', async () => {
    const { totalPages, text } = await read(await print());
    expect(totalPages).toBe(1);
    for (const part of [
      'Acme Partners',
      'Statement 2027-03',
      'Łódź & Ελλάδα Ltd',
      'Closed on 2027-04-01. It never changes.',
      'Commission on sale pi_1',
      'USD 123.45',
      '-USD 23.45',
      made.sha256,
    ]) {
      expect(text).toContain(part);
    }
  });

  test('is the same bytes each time', async () => {
    expect(Buffer.from(await print()).equals(Buffer.from(await print()))).toBe(true);
  });

  test('goes on over as many pages as it needs, and says so of an open month', async () => {
    const [first] = made.books;
    if (!first) throw new Error('There is no book.');
    const books = [{ ...first, lines: Array.from({ length: 200 }, () => first.lines[0] ?? expect.fail()) }];
    const { closedAt: _, ...open } = view;
    const { totalPages, text } = await read(await statementPdf({ ...open, books }, 'Acme Partners', 'UTC'));
    expect(totalPages).toBeGreaterThan(3);
    expect(text).toContain('The month is open: this may still change.');
  });

  test('of a very long month has sums, and says where the lines are', async () => {
    const [first] = made.books;
    if (!first) throw new Error('There is no book.');
    const books = [{ ...first, lines: [], sums: [...pages.reduce<Sums>(addedUp, new Map()).values()] }];
    const { totalPages, text } = await read(
      await statementPdf({ ...view, lines: 12_345, books }, 'Acme Partners', 'UTC'),
    );
    expect(totalPages).toBe(1);
    expect(text).toContain('The month has 12345 lines; above 2000 they are added up here');
    expect(text).toContain('2 Commission, added pending USD 132.45');
  });
});
