import type { Fact, Page } from '../../functions/ledger/contract.ts';
import { nextPage } from '../../functions/shared/book.ts';
import { packFact, packPage } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Final, Item } from '../../infra/local/simulator/final.ts';
import { aFact, PARTNER } from '../ledger/facts.ts';

const LEDGER = 'tandem-local-ledger';
const PROGRAM = 'tandem-local-program';
const BOOK = { partnerId: PARTNER, currency: 'USD' };
const AT = '2027-03-01T09:00:00.000Z';

const adding = (final: Final, table: string, ...items: readonly Item[]): Final => ({
  ...final,
  tables: { ...final.tables, [table]: [...(final.tables[table] ?? []), ...items] },
});
const factItem = (fact: Fact): Item => ({ ...ledgerKeys.fact(fact.customer, fact.number), ...packFact(fact) });
const pageItem = (page: Page): Item => ({
  ...ledgerKeys.page(page.partnerId, page.currency, page.number),
  ...packPage(page),
});
const other = 'b'.repeat(22);

/** How each invariant of money is broken, and what is then said. */
export const moneyBreaks = (final: () => Final): [string, [string, () => Final, RegExp][]][] => {
  const withFact = (...facts: readonly Fact[]) => adding(final(), LEDGER, ...facts.map(factItem));
  return [
    [
      'I1',
      [
        [
          'a fact posts to a partner and to nobody else',
          () => withFact({ ...aFact(), postings: aFact().postings.slice(0, 1) }),
          /is off by 475/,
        ],
      ],
    ],
    [
      'I2',
      [
        ['a fact is in no book', () => withFact(aFact()), /is in no page of/],
        [
          'a page says another balance than its lines give',
          () => {
            const page = nextPage(BOOK, undefined, { kind: 'adjusted', key: 'x', lines: [] }, AT);
            return adding(final(), LEDGER, pageItem({ ...page, balances: { ...page.balances, payable: 1 } }));
          },
          /states balances that its lines do not give/,
        ],
      ],
    ],
    [
      'I3',
      [
        [
          'a sale was recorded for two customers',
          () => withFact(aFact(), aFact({ customer: other })),
          /Sale pi_1 was recorded 2 times/,
        ],
      ],
    ],
    [
      'I4',
      [
        [
          'more came back than was earned',
          () =>
            withFact(
              aFact(),
              aFact({ number: 2, kind: 'refund', key: 'pi_1~re_1', earned: [{ minor: -476, sale: 'pi_1' }] }),
            ),
          /pi_1, .*, commission is at -1/,
        ],
      ],
    ],
    [
      'I5',
      [
        [
          'a closed statement is not what its pages say',
          () => {
            const closed = { type: 'STATEMENT', partnerId: PARTNER, period: '2027-03', closedAt: AT };
            const books = [{ currency: 'USD', from: 1, to: 1 }];
            const page = nextPage(
              BOOK,
              undefined,
              { kind: 'adjusted', key: 'x', lines: [{ account: 'payable', minor: 5 }] },
              AT,
            );
            const statement = {
              PK: `PARTNER#${PARTNER}`,
              SK: 'STATEMENT#2027-03',
              ...closed,
              sha256: '0'.repeat(64),
              books,
            };
            return adding(adding(final(), LEDGER, pageItem(page)), PROGRAM, statement);
          },
          /The statement of 2027-03 of .* has changed/,
        ],
      ],
    ],
    [
      'I6',
      [
        [
          'a payout takes what has not matured',
          () => {
            const lines = [
              { account: 'payable' as const, minor: -100 },
              { account: 'transit' as const, minor: 100 },
            ];
            return adding(
              final(),
              LEDGER,
              pageItem(nextPage(BOOK, undefined, { kind: 'reserved', key: 'x', lines }, AT)),
            );
          },
          /reserves 100 of 0/,
        ],
      ],
    ],
    [
      'I11',
      [
        [
          'a sale of March is told as one of April',
          () => {
            const fact = aFact();
            const postings = fact.postings.map((one) =>
              'partnerId' in one ? { ...one, earnedPeriod: '2027-04' } : one,
            );
            return withFact({ ...fact, postings });
          },
          /posts pi_1 of .* to 2027-04/,
        ],
      ],
    ],
  ];
};
