import { balancesOn } from './as-of.ts';
import type { BalancesView } from './contract.ts';
import { listCurrencies, listPages, showLastPage } from './store.ts';

/** A partner's balances, book by book. Now is read off the last page; another moment from all of them. */
export const showBalances = async (
  partnerId: string,
  asked: { readonly asOf?: string | undefined; readonly knownOn?: string | undefined },
  now: string,
): Promise<BalancesView> => {
  const { asOf = now, knownOn = now } = asked;
  const isNow = asked.asOf === undefined && asked.knownOn === undefined;
  const balances: BalancesView['balances'] = [];
  for (const currency of await listCurrencies(partnerId)) {
    const last = isNow ? await showLastPage(partnerId, currency) : undefined;
    const found = last?.balances ?? balancesOn(await listPages(partnerId, currency), { asOf, knownOn });
    balances.push({ currency, ...found });
  }
  return { asOf, knownOn, balances };
};
