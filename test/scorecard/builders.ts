import type { CompanyFacts, IcpInputs } from '../../functions/applications/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import type { ScoresByPerson } from '../../functions/scorecard/contract.ts';
import { scoreCriteria } from '../../functions/scorecard/criteria.ts';
import { decide, type Occasion } from '../../functions/scorecard/decide.ts';

export const rules = firstPolicy.scoring;

/** A customer list of `rows` rows of which `matching` lie inside the profile in all four columns. */
export const aList = (matching: number, rows: number): IcpInputs => ({
  kind: 'list',
  rows,
  counts: Object.fromEntries(
    [
      ['mid-market|software|50-249|europe', matching] as const,
      ['mid-market|software|50-249|asia-pacific', rows - matching] as const,
    ].filter(([, count]) => count > 0),
  ),
});

/** Whole percents inside the profile, per dimension: segment, industry, company size, region. */
export const shares = (segment: number, industry: number, companySize: number, region: number): IcpInputs => {
  const two = (inside: string, outside: string, percent: number) =>
    Object.fromEntries(
      Object.entries({ [inside]: percent, [outside]: 100 - percent }).filter(([, share]) => share > 0),
    );
  return {
    kind: 'shares',
    segment: two('mid-market', 'enterprise', segment),
    industry: two('software', 'healthcare', industry),
    companySize: two('50-249', '1-9', companySize),
    region: two('europe', 'asia-pacific', region),
  };
};

export const facts = (overrides: Partial<CompanyFacts> = {}): CompanyFacts => ({
  programType: 'affiliate',
  targetTier: 'Standard',
  path: 'self-serve',
  company: 'Acme',
  website: 'https://acme.com',
  domainKey: 'acme.com',
  country: 'DE',
  category: 'crm',
  audienceSize: 30_000,
  icpInputs: shares(80, 80, 80, 80),
  flags: [],
  ...overrides,
});

export const allFives: ScoresByPerson = {
  'brand-reputation': 5,
  'technical-readiness': 5,
  'executive-sponsorship': 5,
  'cultural-alignment': 5,
};

/** The decision on a company's facts and a person's scores. */
export const decided = (from: {
  facts?: Partial<CompanyFacts>;
  without?: readonly ('icpInputs' | 'category' | 'audienceSize')[];
  scores?: ScoresByPerson;
  occasion?: Occasion['occasion'];
}) => {
  const held = facts(from.facts);
  for (const field of from.without ?? []) delete held[field];
  const criteria = scoreCriteria(rules, { facts: held, scores: from.scores ?? {}, by: 'a person' });
  const { path, programType, targetTier } = held;
  return decide(criteria, rules, { occasion: from.occasion ?? 'application', path, programType, targetTier });
};

export const silver: Partial<CompanyFacts> = { programType: 'channel', targetTier: 'Silver', path: 'full' };
