import type { Certificate } from '../certification/contract.ts';
import type { Check, Claim, Opportunity, Place } from './contract.ts';

/** All that is known of one customer, under the keyed hash of its domain. */
export interface CustomerKnown {
  readonly claim: Claim | undefined;
  readonly places: readonly Place[];
  readonly direct: readonly Opportunity[];
}

/** What the automatic checks look at [D2]. */
export interface Known {
  readonly partnerId: string;
  readonly now: string;
  readonly customer: CustomerKnown;
  /** Of the agreement that was signed: countries, or `worldwide`; and industries, none means all. */
  readonly territory: string;
  readonly verticals: readonly string[];
  readonly country: string | undefined;
  readonly industry: string | undefined;
  readonly certificates: readonly Certificate[];
  /** Open deals of the partner, this one not counted, and how many its tier may have. */
  readonly open: number;
  readonly limit: number;
  readonly tier: string;
}

const passes = (check: Check['check'], because: string): Check => ({ check, says: 'passes', because });
const day = (instant: string): string => instant.slice(0, 10);

const otherPartner = ({ partnerId, customer: { claim } }: Known): Check => {
  if (!claim || claim.partnerId === partnerId) return passes('other-partner', "In no other partner's pipeline.");
  return {
    check: 'other-partner',
    says: 'conflict',
    because: 'The customer is registered by another partner.',
    facts: `Deal ${claim.dealId} of partner ${claim.partnerId}, registered ${claim.registeredAt}.`,
  };
};

const directPipeline = ({ customer: { direct } }: Known): Check => {
  const found = direct
    .filter(({ state }) => state !== 'lost')
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))[0];
  if (!found) return passes('direct-pipeline', 'Not in our own pipeline.');
  const what = found.state === 'won' ? 'a customer of ours' : 'in our own pipeline';
  return {
    check: 'direct-pipeline',
    says: 'review',
    because: `The company is ${what}: a person looks at it.`,
    facts: `Opportunity ${found.opportunityId}, ${found.state} since ${day(found.state === 'won' ? found.updatedAt : found.openedAt)}.`,
  };
};

const wonBefore = ({ partnerId, customer: { places } }: Known): Check => {
  const found = places.find((one) => one.place === 'won' && one.partnerId !== partnerId);
  if (!found) return passes('won-before', 'No other partner has won this customer.');
  return {
    check: 'won-before',
    says: 'review',
    because: 'Another partner has won this customer before: a person looks at it.',
    facts: `Deal ${found.dealId} of partner ${found.partnerId}, won ${day(found.since)}.`,
  };
};

/** A territory as countries: `DE, AT, CH`. Words (`worldwide`) are not a list of codes. */
const countriesIn = (territory: string): readonly string[] => territory.match(/\b[A-Z]{2}\b/g) ?? [];

const territory = ({ territory: text, verticals, country, industry }: Known): Check => {
  const everywhere = /world-?wide/i.test(text);
  const notRun = (what: string): Check => ({
    check: 'territory',
    says: 'not-run',
    because: `Your agreement is for ${everywhere ? verticals.join(', ') : text}; you did not say ${what}.`,
  });
  const outside = (what: string): Check => ({
    check: 'territory',
    says: 'review',
    because: `${what} is outside your agreement (${everywhere ? 'industries' : 'territory'}: ${everywhere ? verticals.join(', ') : text}).`,
  });
  if (!everywhere && !country) return notRun('where the customer is');
  if (!everywhere && country && !countriesIn(text).includes(country)) return outside(country);
  if (verticals.length === 0) return passes('territory', `Within your agreement: ${text}, all industries.`);
  const same = (one: string): boolean => one.toLowerCase() === industry?.toLowerCase();
  if (!industry) return notRun('in which industry the customer is');
  if (verticals.some(same)) return passes('territory', `Within your agreement: ${text}, ${industry}.`);
  return {
    check: 'territory',
    says: 'review',
    because: `${industry} is outside your agreement (industries: ${verticals.join(', ')}).`,
  };
};

const certificate = ({ certificates, now }: Known): Check => {
  const valid = certificates.filter(
    ({ track, state, expiresOn }) => track === 'sales' && state === 'current' && expiresOn > now,
  );
  const latest = valid.toSorted((a, b) => (a.expiresOn > b.expiresOn ? -1 : 1))[0];
  if (latest) return passes('certificate', `Sales certificate valid until ${latest.expiryDate}.`);
  return {
    check: 'certificate',
    says: 'blocks',
    because: 'Nobody of your company has a valid sales certificate. Pass it, then check this deal again.',
  };
};

const limit = ({ open, limit: most, tier }: Known): Check => {
  if (open < most) return passes('limit', `${open + 1} of ${most} open deals of tier ${tier}.`);
  return {
    check: 'limit',
    says: 'blocks',
    because: `You have ${open} open deals; tier ${tier} may have ${most}. When one has ended, check this deal again.`,
  };
};

/** Every check of a registration, in the order in which they are told [D2]. */
export const checkAll = (known: Known): readonly Check[] =>
  [otherPartner, directPipeline, wonBefore, territory, certificate, limit].map((one) => one(known));

/** Nothing was found, and everything could be looked at: approved by rule when nobody decides [D3]. */
export const isClean = (checks: readonly Check[]): boolean => checks.every(({ says }) => says === 'passes');

/** Blocked stands above a conflict: who may not register takes nobody's customer, nor a place in line. */
export const verdictOf = (checks: readonly Check[]): 'blocked' | 'conflict' | 'review' => {
  if (checks.some(({ says }) => says === 'blocks')) return 'blocked';
  return checks.some(({ says }) => says === 'conflict') ? 'conflict' : 'review';
};

export const checkTitles: Readonly<Record<Check['check'], string>> = {
  'other-partner': 'Other partners',
  'direct-pipeline': 'Our own pipeline',
  'won-before': 'Won before',
  territory: 'Territory and industry',
  certificate: 'Sales certificate',
  limit: 'Open deals',
};
