import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { type CurrencyResult, reportWhatIf } from './what-if/items.ts';
import { companiesOf, endWhatIf, findWhatIf, keepPartner, keepResult, readLines } from './what-if/store.ts';
import { namedIn, partnerOf, withCompanies, withPartner } from './what-if/summing.ts';

/** Sums up partner by partner, each currency by itself. */
export const handler = step(reportWhatIf, async ({ whatIf, shards }, now) => {
  const asked = await findWhatIf(whatIf);
  if (!asked) throw new InvalidInput(`Nothing was asked by the id ${whatIf}.`);
  const sums = new Map<string, CurrencyResult>();
  for await (const { sales, ...of } of readLines(whatIf)) {
    const one = partnerOf(of, sales);
    await keepPartner(asked, one);
    sums.set(of.currency, withPartner(sums.get(of.currency), one, asked.model !== undefined));
  }
  const total = (of: 'customers' | 'sales'): number => shards.reduce((sum, shard) => sum + shard[of], 0);
  const companies = await companiesOf(namedIn([...sums.values()]));
  const result = { customers: total('customers'), sales: total('sales') };
  await keepResult(asked, { ...result, currencies: withCompanies([...sums.values()], companies) });
  await endWhatIf(whatIf, now.toISOString());
  return { whatIf, ...result };
});
