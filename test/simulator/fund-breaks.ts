import type { MdfRequest } from '../../functions/mdf/contract.ts';
import { reserving } from '../../functions/mdf/fund.ts';
import { nextFundPage } from '../../functions/shared/fund-book.ts';
import { packFundPage } from '../../functions/shared/journal-items.ts';
import { keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import type { Final } from '../../infra/local/simulator/final.ts';
import { aRequest, NOW } from '../mdf/builders.ts';

/** A fund with one page, and its request; `page` and `request` say what is wrong with them. */
const withFund = (
  final: Final,
  page: Partial<ReturnType<typeof nextFundPage>>,
  request: Partial<MdfRequest> = {},
): Final => {
  const asked = aRequest();
  const first = nextFundPage(asked, undefined, reserving(asked, 250_000)(undefined), NOW);
  const { partnerId, quarter, currency, number, requestId } = { ...first, ...asked, ...page, number: 1 };
  const key = ledgerKeys.fundPage(partnerId, quarter, currency, number);
  const fund = { ...key, ...packFundPage({ ...first, ...page }) };
  const item = { ...keys.mdf(partnerId, requestId), ...aRequest(request) };
  const { 'tandem-local-program': program = [], 'tandem-local-ledger': ledger = [] } = final.tables;
  const tables = { 'tandem-local-program': [...program, item], 'tandem-local-ledger': [...ledger, fund] };
  return { ...final, tables: { ...final.tables, ...tables } };
};

/** How the invariant of development funds is broken, and what is then said. */
export const fundBreaks = (final: () => Final): [string, () => Final, RegExp][] => [
  [
    'a fund says other balances than its lines give',
    () => withFund(final(), { balances: { available: 1, reserved: 200_000, settled: 0 } }),
    /states balances that its lines do not give/,
  ],
  ['money comes from nowhere', () => withFund(final(), { against: [] }), /is off by 250000/],
  [
    'more is promised than there is',
    () =>
      withFund(final(), {
        lines: [
          { account: 'available', minor: -200_000 },
          { account: 'reserved', minor: 200_000 },
        ],
        against: [],
        balances: { available: -200_000, reserved: 200_000, settled: 0 },
      }),
    /promises 200000 more than there is/,
  ],
  [
    'a request is over, and its money still set aside',
    () => withFund(final(), {}, { state: 'declined' }),
    /reserves 200000, its requests 0/,
  ],
  [
    'a request counts as paid, and its partner got nothing',
    () => withFund(final(), {}, { state: 'settled', settledMinor: 200_000 }),
    /was credited nothing/,
  ],
];
