import { fundFaultsOf } from '../../../../functions/ledger/checking.ts';
import { type MdfRequest, mdfItem } from '../../../../functions/mdf/contract.ts';
import { promisedTo } from '../../../../functions/mdf/fund.ts';
import { isOver } from '../../../../functions/mdf/moving.ts';
import type { Final } from '../final.ts';
import { fundPagesOf, itemsOf, pagesOf } from './found.ts';
import type { Invariant } from './invariant.ts';

const nameOf = ({ partnerId, quarter, currency }: Pick<MdfRequest, 'partnerId' | 'quarter' | 'currency'>): string =>
  `${partnerId}/${quarter}/${currency}`;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, minor) => total + minor, 0);

export const fundsAreKept: Invariant = {
  id: 'B14',
  sentence:
    'every development fund balances, promises what its requests are promised, and what it settled was credited',
  breaks: (final) => [...inThemselves(final), ...withRequests(final), ...withBooks(final)],
};

const inThemselves = (final: Final): readonly string[] =>
  [...Map.groupBy(fundPagesOf(final), nameOf).values()].flatMap((pages) => fundFaultsOf(pages));

/** What is reserved is what the requests that are not over were promised; what is settled is what they were paid. */
const withRequests = (final: Final): readonly string[] => {
  const requests = Map.groupBy(
    itemsOf(final, 'MDF').map((item) => mdfItem.parse(item)),
    nameOf,
  );
  const last = new Map(fundPagesOf(final).map((page) => [nameOf(page), page.balances]));
  return [...requests].flatMap(([name, all]) => {
    const promised = sum(all.filter(({ state }) => !isOver(state)).map(promisedTo));
    const paid = sum(all.map(({ state, settledMinor = 0 }) => (state === 'settled' ? settledMinor : 0)));
    const { reserved = 0, settled = 0 } = last.get(name) ?? {};
    return [
      ...(reserved === promised ? [] : [`The fund ${name} reserves ${reserved}, its requests ${promised}.`]),
      ...(settled === paid ? [] : [`The fund ${name} has settled ${settled}, its requests ${paid}.`]),
    ];
  });
};

const withBooks = (final: Final): readonly string[] => {
  const credited = new Map(pagesOf(final).map(({ key, lines }) => [key, sum(lines.map(({ minor }) => minor))]));
  return itemsOf(final, 'MDF').flatMap((item) => {
    const { requestId, state, settledMinor } = mdfItem.parse(item);
    const found = credited.get(`mdf/${requestId}/paid`);
    if ((state === 'settled' ? settledMinor : undefined) === found) return [];
    return [`Request ${requestId} is ${state}, and its partner was credited ${found ?? 'nothing'}.`];
  });
};
