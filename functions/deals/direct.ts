import type { CrmEvent, Deal, Opportunity } from './contract.ts';
import { moved, RULE } from './moves.ts';

export type Told = Omit<Opportunity, 'type' | 'recordedAt'>;

const utc = (at: string): string => new Date(at).toISOString();

/** An opportunity as the CRM tells it, its domain hashed by the caller [Z5]. */
export const toldBy = ({ type, timestamp, data }: CrmEvent, hash: string): Told => ({
  opportunityId: data.opportunityId,
  hash,
  ...(data.name ? { name: data.name } : {}),
  state: type === 'opportunity.closed' && 'outcome' in data ? data.outcome : 'open',
  openedAt: utc(data.openedAt),
  updatedAt: utc(timestamp),
  source: 'webhook',
});

const sameWords = (one: Told, other: Told): boolean =>
  one.hash === other.hash && one.state === other.state && one.name === other.name && one.openedAt === other.openedAt;

/** Of two tellings the later one counts; those of one instant must agree [Z4]. */
export const compare = (
  found: Opportunity | undefined,
  told: Told,
): 'new' | 'changed' | 'same' | 'older' | 'mismatch' => {
  if (!found) return 'new';
  if (told.updatedAt < found.updatedAt) return 'older';
  if (sameWords(found, told)) return 'same';
  return told.updatedAt === found.updatedAt ? 'mismatch' : 'changed';
};

/**
 * An open registration for a customer of whom our own pipeline has just told [D2]: the check is made again, and a person
 * decides [D5]. Undefined where it is known already.
 */
export const metDirect = (deal: Deal, found: Opportunity, now: string): Deal | undefined => {
  if (found.state === 'lost' || (deal.state !== 'in-review' && deal.state !== 'approved')) return undefined;
  const fact = `Opportunity ${found.opportunityId}`;
  const known = deal.checks.some(({ check, facts }) => check === 'direct-pipeline' && facts?.startsWith(`${fact},`));
  if (known) return undefined;
  const older = found.openedAt < deal.registeredAt;
  const day = found.openedAt.slice(0, 10);
  const check = {
    ...{ check: 'direct-pipeline' as const, says: 'review' as const },
    because: `Our own pipeline has the company, too: a person looks at it.`,
    facts: `${fact}, ${found.state}, opened ${day}, ${older ? 'before' : 'after'} the registration; told of at ${now}.`,
  };
  const others = deal.checks.filter((one) => one.check !== 'direct-pipeline' || one.says !== 'passes');
  return moved(deal, 'meet-direct', RULE, now, { checks: [...others, check].slice(-12), note: check.because });
};
