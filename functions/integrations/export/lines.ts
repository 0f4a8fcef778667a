import { stringify } from 'csv-stringify/sync';
import type { Fact, Page } from '../../ledger/contract.ts';
import { decimalOf } from '../../shared/currency.ts';

/** A number that we wrote ourselves: it stays one where it begins with a minus. */
class Figure {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
type Cell = string | Figure | undefined;

const amount = (minor: number, currency: string): Figure => new Figure(decimalOf({ minor, currency }));

/**
 * Lines of a spreadsheet. Text that a spreadsheet would take for a formula gets an apostrophe before it [39]; every cell
 * is quoted, so that no other separator cuts one open.
 */
export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      quoted: true,
      record_delimiter: '\r\n',
      cast: { object: (value) => ({ value: value instanceof Figure ? value.text : '', escape_formulas: false }) },
    },
  );

export const balancesHeader = ['Partner', 'Currency', 'Pending', 'Held', 'Payable', 'In payout', 'Paid', 'As of'];

export const balancesRow = ({ partnerId, currency, balances, recordedAt }: Page): readonly Cell[] => [
  partnerId,
  currency,
  ...(['pending', 'held', 'payable', 'transit', 'paid'] as const).map((account) => amount(balances[account], currency)),
  recordedAt,
];

export const commissionsHeader = [
  'Partner',
  'Currency',
  'Amount',
  'Account',
  'Rule',
  'What happened',
  'Key',
  'Sale',
  'Happened at',
  'Recorded at',
  'Earned in',
  'Matures at',
  'Customer',
];

/** What a fact posts to partners, a row each. */
export const commissionRows = (fact: Fact): readonly (readonly Cell[])[] =>
  fact.postings.flatMap((one) =>
    'partnerId' in one
      ? [
          [
            one.partnerId,
            fact.currency,
            amount(one.minor, fact.currency ?? ''),
            one.account,
            one.rule,
            fact.kind,
            fact.key,
            one.sale,
            fact.occurredAt,
            fact.recordedAt,
            one.earnedPeriod,
            one.maturesAt,
            fact.customer,
          ],
        ]
      : [],
  );
