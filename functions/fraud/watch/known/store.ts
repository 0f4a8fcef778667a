import type { Fact } from '../../../ledger/contract.ts';
import type { Policy } from '../../../policy/contract.ts';
import type { Accrual } from '../../contract.ts';
import { accrualOf, disposableSignals, type SeenClick, saleKnown, signalsIn } from '../../knowing.ts';
import { busiestMinute } from '../../rules/visit.ts';
import { clicksAround, noteLead, readPartner } from '../store.ts';

const SCRIPT_DAYS_MS = 30 * 86_400_000;

interface Looked {
  readonly fact: Fact;
  readonly partnerId: string;
  /** Of all partners, the newest last. */
  readonly clicks: readonly SeenClick[];
  readonly policy: Policy;
  readonly key: string;
  readonly at: string;
  readonly scriptSeenOn: string | undefined;
}

/** Reads what the rules ask about a sale or lead of one partner; undefined for a partner that is not there. */
export const readKnown = async ({ fact, partnerId, clicks, policy, key, at, scriptSeenOn }: Looked) => {
  const partner = await readPartner(partnerId);
  if (!partner) return undefined;
  const click = clicks.findLast((one) => one.partnerId === partnerId);
  const pattern = fact.kind === 'lead' ? signalsIn(fact).pattern : undefined;
  const leads = pattern
    ? await noteLead(partnerId, pattern, accrualOf(fact), { now: at, days: policy.fraud.leadsAlike.days })
    : [];
  const known = saleKnown({
    ...{ fact, partner, click, policy, programKey: key },
    inAMinute: click && busiestMinute(await clicksAround(click)),
    alike: pattern ? leads.length : undefined,
    scriptRuns: runs(scriptSeenOn, click),
    disposable: disposableSignals(key, policy),
  });
  const holds = partner.holds.map(({ flagId }) => flagId);
  const alike: { name: string; leads: readonly Accrual[] } | undefined = pattern ? { name: pattern, leads } : undefined;
  return { known, profile: partner.profile, pattern: alike, holds };
};

const runs = (seenOn: string | undefined, click: SeenClick | undefined): boolean =>
  seenOn !== undefined && click !== undefined && Date.parse(click.at) - Date.parse(seenOn) <= SCRIPT_DAYS_MS;
