import { currencyOf, type Fact, type Page } from '../../ledger/contract.ts';
import { amount, type Cell } from '../../shared/csv.ts';

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
            currencyOf(fact, one),
            amount(one.minor, currencyOf(fact, one)),
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
