import type { BookLine, Page } from '../../ledger/contract.ts';
import { moneyText } from '../../shared/currency.ts';
import { localMonth } from '../../shared/days.ts';
import type { TimelineView } from '../contract.ts';

type Entry = TimelineView['entries'][number];

const NAMES: Readonly<Record<string, string>> = {
  commission: 'Commission',
  bonus: 'Volume bonus',
  cap: 'Monthly cap',
  'co-sell': 'Co-selling credit',
};
const nameOf = (rule = 'commission'): string => NAMES[rule] ?? rule.replaceAll('-', ' ');

/** More sales than this on one page of the book are told together: the statement has each. */
const APART = 3;

interface Earned {
  readonly sale: string;
  readonly rule: string | undefined;
  readonly minor: number;
}

/** What a page earned or took back, sale by sale; what only moved from one balance to another is told by its event. */
const earnedOn = (lines: readonly BookLine[]): readonly Earned[] => {
  const sums = new Map<string, Earned>();
  for (const { sale = '', rule, minor } of lines) {
    const key = `${sale}|${rule}`;
    sums.set(key, { sale, rule, minor: (sums.get(key)?.minor ?? 0) + minor });
  }
  return [...sums.values()].filter(({ minor }) => minor !== 0);
};

const into = (page: Page, account: string): number =>
  page.lines.reduce((sum, line) => sum + (line.account === account ? line.minor : 0), 0);

/**
 * What a page of a partner's book says on the timeline. Payouts that were paid or came back have events of their own.
 * `zone`: of the program, by which a statement's month is told.
 */
export const moneyEntries = (page: Page, zone: string): readonly Entry[] => {
  const { currency, number, recordedAt: at, kind, note } = page;
  const text = (minor: number): string => moneyText({ minor: Math.abs(minor), currency });
  const statement = { what: 'statement', id: localMonth(at, zone) } as const;
  const entry = (part: number, words: string, about: Entry['about'] = statement): Entry => ({
    id: `${currency}/${number}/${part}`,
    at,
    kind: 'money',
    text: words,
    ...(about ? { about } : {}),
  });
  switch (kind) {
    case 'facts': {
      const earned = earnedOn(page.lines);
      if (earned.length <= APART) {
        return earned.map(({ sale, rule, minor }, part) => {
          const words =
            minor > 0
              ? `${nameOf(rule)}: ${text(minor)} on sale ${sale}.`
              : `${nameOf(rule)}: ${text(minor)} taken back on sale ${sale}.`;
          return entry(part, words, sale ? { what: 'receipt', id: sale } : statement);
        });
      }
      const sums = [
        ['earned', earned.filter(({ minor }) => minor > 0)],
        ['taken back', earned.filter(({ minor }) => minor < 0)],
      ] as const;
      return sums
        .filter(([, some]) => some.length > 0)
        .map(([done, some], part) =>
          entry(part, `${text(some.reduce((sum, { minor }) => sum + minor, 0))} ${done} on ${some.length} sales.`),
        );
    }
    case 'matured':
      return [entry(0, `${text(into(page, 'payable'))} became payable: the review window is over.`)];
    case 'reserved':
      return [entry(0, `A payout of ${text(into(page, 'transit'))} is under way.`)];
    case 'adjusted':
    case 'written-off':
      return [
        entry(
          0,
          `${kind === 'adjusted' ? 'The balance was changed' : 'Written off'} by ${page.lines.some(({ minor }) => minor < 0) ? '-' : ''}${text(page.lines[0]?.minor ?? 0)}. ${note ?? ''}`.trim(),
        ),
      ];
    // Told by an event of its own.
    case 'mdf':
    case 'paid':
    case 'returned':
      return [];
  }
};
