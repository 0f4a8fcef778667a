import * as z from 'zod';
import { Problem } from '../shared/problem.ts';
import type { Fact } from '../tasks/contract.ts';
import type { Kpi, KpiEntry, Kpis } from './items.ts';
import type { Owner } from './recording.ts';
import type { KpisView } from './routes.ts';

const agreed = z.object({ kpis: z.array(z.string()).max(5) });

/** The KPIs that both sides agreed on, as they were recorded [L3]. */
export const kpisAgreed = (facts: readonly Fact[]): readonly string[] => {
  const fact = facts.find((one) => one.fact === 'kpis-agreed');
  const parsed = agreed.safeParse(fact?.detail);
  return parsed.success ? parsed.data.kpis : [];
};

/** How the agreed KPIs are measured from now on; both sides accept the targets [G2]. */
export const settingOf = (
  partner: { readonly partnerId: string; readonly run: number },
  kpis: readonly Kpi[],
  known: { readonly agreed: readonly string[]; readonly owners: readonly Owner[] },
  by: string,
  now: string,
): Kpis => {
  const names = new Set(kpis.map(({ name }) => name));
  const stranger = kpis.find(({ name }) => !known.agreed.includes(name));
  if (stranger) throw new Problem(422, 'not-agreed', `"${stranger.name}" is none of the KPIs that were agreed.`);
  if (names.size < kpis.length) throw new Problem(422, 'twice', 'A KPI is named twice.');
  for (const { name, measure, owner } of kpis) {
    if (measure !== 'entered') continue;
    if (owner === undefined || !known.owners.some(({ personId }) => personId === owner))
      throw new Problem(422, 'no-owner', `"${name}" is entered by hand: name a person of the partner or the team.`);
  }
  return { type: 'REVIEW-KPIS', ...partner, kpis: [...kpis], proposedBy: by, proposedAt: now };
};

/** A month's value; only its owner enters it, and no month that is to come. */
export const entryOf = (
  kpis: Kpis | undefined,
  number: number,
  agreedNames: readonly string[],
  given: { readonly month: string; readonly value: number; readonly by: string; readonly side: 'partner' | 'us' },
  now: string,
): KpiEntry => {
  const name = agreedNames[number - 1];
  const kpi = kpis?.kpis.find((one) => one.name === name);
  if (!kpis || !kpi) throw new Problem(404, 'not-found', 'There is no such KPI.');
  if (kpi.measure !== 'entered') throw new Problem(409, 'computed', 'This KPI is computed: nobody enters it.');
  if (given.side === 'partner' && kpi.owner !== given.by)
    throw new Problem(403, 'not-yours', 'Somebody else enters this KPI.');
  if (given.month > now.slice(0, 7)) throw new Problem(422, 'to-come', 'This month is still to come.');
  const { month, value, by } = given;
  return { type: 'KPI-ENTRY', partnerId: kpis.partnerId, run: kpis.run, number, month, value, by, at: now };
};

/** What both sides see of the KPIs. */
export const kpisView = (
  names: readonly string[],
  kpis: Kpis | undefined,
  entries: readonly KpiEntry[],
  owners: readonly Owner[],
): KpisView => ({
  kpis: names.map((name, index) => {
    const set = kpis?.kpis.find((one) => one.name === name);
    const ownerName = owners.find(({ personId }) => personId === set?.owner)?.name;
    const own = entries.filter(({ number }) => number === index + 1);
    return {
      number: index + 1,
      name,
      ...set,
      ...(ownerName ? { ownerName } : {}),
      entries: own.map(({ month, value, at }) => ({ month, value, at })),
    };
  }),
  ...(kpis?.acceptedAt ? { acceptedAt: kpis.acceptedAt } : {}),
  ...(kpis && !kpis.acceptedAt ? { waitsFor: 'partner' as const } : {}),
  owners: owners.map(({ personId, name, side }) => ({ personId, name, side })),
});
