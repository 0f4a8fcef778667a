import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { balancesOn } from '../../functions/ledger/as-of.ts';
import type { BookLine, Page } from '../../functions/ledger/contract.ts';
import { linesByBook, newLines, referencesIn } from '../../functions/ledger/keeping.ts';
import { maturedBy } from '../../functions/ledger/maturing.ts';
import { nextPage } from '../../functions/shared/book.ts';
import { aFact, PARTNER } from './facts.ts';

const book = { partnerId: PARTNER, currency: 'USD' };
const day = (number: number): string => new Date(Date.UTC(2027, 2, number)).toISOString();
const sold = (on: number, minor: number, review = 30): BookLine => ({
  account: 'pending',
  minor,
  fact: `aaaaaaaaaaaaaaaaaaaaaa/${on}`,
  sale: `pi_${on}`,
  rule: 'commission',
  earnedPeriod: '2027-03',
  occurredAt: day(on),
  maturesAt: day(on + review),
});
const pagesFrom = (entries: readonly { on: number; entry: Parameters<typeof nextPage>[2] }[]): Page[] => {
  const pages: Page[] = [];
  for (const { on, entry } of entries) pages.push(nextPage(book, pages.at(-1), entry, day(on)));
  return pages;
};

describe('Balances of another day', () => {
  const pages = pagesFrom([
    { on: 1, entry: { kind: 'facts', lines: [sold(1, 100)] } },
    { on: 9, entry: { kind: 'facts', lines: [sold(3, 50)] } },
    { on: 10, entry: { kind: 'adjusted', key: 'adjustment/1', lines: [{ account: 'payable', minor: 7 }] } },
  ]);

  test.each([
    ['before anything', 0, 31, { pending: 0 }],
    ['after the first sale', 1, 31, { pending: 100 }],
    ['with a sale that was told six days late', 3, 31, { pending: 150 }],
    ['as it was known before that was told', 3, 8, { pending: 100 }],
    ['with the adjustment, on its day', 10, 31, { pending: 150, payable: 7 }],
    ['without it, the day before', 9, 31, { pending: 150, payable: 0 }],
  ])('%s', (_, asOf, knownOn, expected) => {
    expect(balancesOn(pages, { asOf: day(asOf), knownOn: day(knownOn) })).toMatchObject(expected);
  });
});

describe('Maturing', () => {
  it('moves each amount exactly once, however often and whenever it runs', () => {
    const sale = fc.record({ on: fc.integer({ min: 1, max: 60 }), minor: fc.integer({ min: -500, max: 900 }) });
    fc.assert(
      fc.property(
        fc.array(sale, { maxLength: 30 }),
        fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 8 }),
        (sales, runs) => {
          const moments = [
            ...sales.map(({ on, minor }) => ({ on, minor })),
            ...runs.map((on) => ({ on, minor: undefined })),
          ].sort((one, other) => one.on - other.on);
          const pages: Page[] = [];
          for (const { on, minor } of moments) {
            const openFrom = pages.at(-1)?.openFrom ?? 1;
            const entry =
              minor === undefined
                ? maturedBy(pages.slice(openFrom - 1), day(on))
                : { kind: 'facts' as const, lines: [sold(on, minor)] };
            if (entry) pages.push(nextPage(book, pages.at(-1), entry, day(on)));
          }
          const lastRun = Math.max(0, ...runs);
          const matured = sales.filter(({ on }) => on + 30 <= lastRun).reduce((sum, { minor }) => sum + minor, 0);
          const all = sales.reduce((sum, { minor }) => sum + minor, 0);
          const balances = pages.at(-1)?.balances ?? { pending: 0, payable: 0 };
          expect([balances.payable, balances.pending]).toEqual([matured, all - matured]);
        },
      ),
    );
  });
});

describe('Lines of facts', () => {
  it('reach the book once each, in whatever batches and repeats they come', () => {
    const batches = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(batches, (numbers) => {
        const pages: Page[] = [];
        for (const batch of numbers) {
          const facts = batch.map((number) => aFact({ number, key: `pi_${number}` }));
          for (const lines of linesByBook([...new Map(facts.map((one) => [one.number, one])).values()], (at) =>
            at.slice(0, 7),
          )) {
            const fresh = newLines(lines, referencesIn(pages));
            if (fresh.length > 0) pages.push(nextPage(book, pages.at(-1), { kind: 'facts', lines: fresh }, day(1)));
          }
        }
        expect(pages.at(-1)?.balances.pending ?? 0).toBe(new Set(numbers.flat()).size * 475);
      }),
    );
  });
});
