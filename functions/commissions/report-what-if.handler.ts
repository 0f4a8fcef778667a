import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { type CurrencyResult, reportWhatIf } from './what-if/items.ts';
import { companiesOf, endWhatIf, findWhatIf, keepPartner, keepResult, readLines } from './what-if/store.ts';
import { partnerOf, withCompanies, withPartner } from './what-if/summing.ts';

/** Sums up partner by partner, each currency by itself; or notes why there is no result. */
export const handler = step(reportWhatIf, async ({ whatIf, shards, because }, now) => {
  const asked = await findWhatIf(whatIf);
  if (!asked) throw new InvalidInput(`Nothing was asked by the id ${whatIf}.`);
  const sums = new Map<string, CurrencyResult>();
  if (because === undefined) {
    for await (const { sales, ...of } of readLines(whatIf)) {
      const one = partnerOf(of, sales);
      await keepPartner(asked, one);
      sums.set(of.currency, withPartner(sums.get(of.currency), one));
    }
  }
  const total = (of: 'customers' | 'sales'): number => shards.reduce((sum, shard) => sum + shard[of], 0);
  const ranked = [...sums.values()].flatMap(({ best, worst }) => [...best, ...worst]);
  const companies = await companiesOf(ranked.map(({ partnerId }) => partnerId));
  const currencies = withCompanies([...sums.values()], companies);
  const counts = { customers: total('customers'), sales: total('sales') };
  if (because === undefined) await keepResult(asked, { ...counts, currencies });
  await endWhatIf(whatIf, because === undefined ? 'done' : 'failed', now.toISOString(), because);
  return { whatIf, ...counts, ...(because === undefined ? {} : { because }) };
});
