import type { Touch } from '../../functions/commissions/contract.ts';
import { decide } from '../../functions/commissions/deciding.ts';
import type { EarningPartner, Knowledge } from '../../functions/commissions/knowledge.ts';
import type { DealClosedWon } from '../../functions/deals/contract.ts';
import type { Fact, FactKind } from '../../functions/ledger/contract.ts';
import { firstPolicy, type Policy, type PolicyVersion } from '../../functions/policy/contract.ts';

export const ANN = '01J0000000000000000000000A';
export const BOB = '01J0000000000000000000000B';
export const CLEO = '01J0000000000000000000000C';
export const CUSTOMER = 'cccccccccccccccccccccc';

/** `1 March 2027 09:00 UTC` and so many days later. */
export const day = (days: number): string => new Date(Date.UTC(2027, 2, 1, 9) + days * 86_400_000).toISOString();

export const versionOf = (
  version: number,
  over: Partial<Policy> = {},
  more: Partial<PolicyVersion> = {},
): PolicyVersion => ({
  version,
  effectiveAt: version === 1 ? '1970-01-01T00:00:00.000Z' : day(0),
  publishedAt: '1970-01-01T00:00:00.000Z',
  publishedBy: 'rule',
  appliesTo: 'new',
  note: '',
  document: { ...firstPolicy, ...over },
  ...more,
});

export const affiliate = (partnerId: string, over: Partial<EarningPartner> = {}): EarningPartner => ({
  partnerId,
  run: 1,
  programType: 'affiliate',
  tier: 'Standard',
  policyVersion: 1,
  earnsFrom: day(-300),
  terms: [],
  ...over,
});

export const knowing = (over: { versions?: PolicyVersion[]; partners?: EarningPartner[] } = {}): Knowledge => ({
  versions: over.versions ?? [versionOf(1)],
  partners: new Map(
    (over.partners ?? [affiliate(ANN), affiliate(BOB), affiliate(CLEO)]).map((one) => [one.partnerId, one]),
  ),
});

export const click = (partnerId: string, at: string, key = `code.${partnerId}${at.slice(8, 10)}`): Touch => ({
  kind: 'click',
  key,
  partnerId,
  run: 1,
  at,
});

/** Something that is told about the customer; the fact follows from it. */
export interface Told {
  readonly kind: FactKind;
  readonly key: string;
  readonly occurredAt: string;
  readonly currency?: string;
  readonly data: Record<string, unknown>;
}

export const sale = (
  given: {
    key?: string;
    on?: number;
    net?: number;
    gross?: number;
    touches?: Touch[];
    currency?: string;
    product?: string;
    country?: string;
    deal?: string;
  } = {},
): Told => {
  const {
    key = 'pi_1',
    on = 0,
    net = 10_000,
    gross,
    touches = [click(ANN, day((on ?? 0) - 1))],
    currency = 'USD',
    ...more
  } = given;
  return {
    kind: 'sale',
    key,
    occurredAt: day(on),
    currency,
    data: { net, ...(gross === undefined ? {} : { gross }), touches, ...more },
  };
};
export const refund = (of: string, minor: number, on = 1, key = `${of}~re_${minor}_${on}`): Told => ({
  kind: 'refund',
  key,
  occurredAt: day(on),
  data: { sale: of, minor },
});
export const chargeback = (of: string, minor: number, on = 2): Told => ({
  ...refund(of, minor, on, `${of}~dp_1`),
  kind: 'chargeback',
});
export const won = (of: string, minor: number, on = 3): Told => ({
  ...refund(of, minor, on, `${of}~dp_1`),
  kind: 'chargeback-won',
});
export const flag = (
  kind: 'hold' | 'release' | 'reject' | 'reinstate',
  of: string,
  partnerId = ANN,
  flagId = 'f1',
  on = 2,
): Told => ({
  kind,
  key: `${flagId}/${kind}/${of}`,
  occurredAt: day(on),
  data: { sale: of, partnerId, flagId, rule: 'same-company', reason: 'Because.' },
});
export const lead = (touches: Touch[], on = -1, key = 'lead_1'): Told => ({
  kind: 'lead',
  key,
  occurredAt: day(on),
  data: { touches },
});

/** What room deals says of a won deal: Cleo's, by margin, unless told. */
export const wonDeal = (given: Partial<DealClosedWon> = {}): DealClosedWon => ({
  dealId: 'deal_1',
  customer: { domainHash: 'acme' },
  wonAt: day(-3),
  from: day(-30),
  origination: {
    partnerId: CLEO,
    run: 1,
    invoicing: 'agency',
    parts: [{ rule: 'margin', shareBp: 2_000 }],
  },
  credits: [],
  policyVersion: 1,
  ...given,
});
/** The same as it becomes a fact; `home`: in the deal's own partition. */
export const deal = (given: Partial<DealClosedWon> = {}, home = false): Told => {
  const won = wonDeal(given);
  return {
    kind: 'deal-won',
    key: won.dealId,
    occurredAt: won.wonAt,
    data: { deal: won, ...(home ? { home: true } : {}) },
  };
};
/** What a partner earns beside the origination. */
export const credit = (
  partnerId: string,
  earns: DealClosedWon['credits'][number]['earns'] = { shareBp: 500 },
  more: Partial<DealClosedWon['credits'][number]> = {},
): DealClosedWon['credits'][number] => ({
  rule: 'co-sell',
  partnerId,
  run: 1,
  earns,
  evidence: 'Held the demo on 3 March; named in the CRM.',
  ...more,
});

/** Records what is told, one after the other, each a minute after the one before, and everything only once. */
export const tell = (
  told: readonly Told[],
  known: Knowledge = knowing(),
  from: string = day(10),
  earlier: readonly Fact[] = [],
): readonly Fact[] => {
  const facts = [...earlier];
  for (const one of told) {
    if (facts.some(({ kind, key }) => kind === one.kind && key === one.key)) continue;
    const recordedAt = new Date(Date.parse(from) + facts.length * 60_000).toISOString();
    facts.push(decide(facts, { customer: CUSTOMER, number: facts.length + 1, recordedAt, ...one }, known));
  }
  return facts;
};

/** `partner rule account`: minor units, zeros left out. */
export const balances = (facts: readonly Fact[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { postings } of facts) {
    for (const one of postings) {
      const name = 'partnerId' in one ? `${one.sale} ${one.partnerId.at(-1)} ${one.rule} ${one.account}` : one.account;
      sums[name] = (sums[name] ?? 0) + one.minor;
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, minor]) => minor !== 0));
};
export const earned = (facts: readonly Fact[], partnerId = ANN): number =>
  Object.entries(balances(facts))
    .filter(([name]) => name.includes(` ${partnerId.at(-1)} `))
    .reduce((sum, [, minor]) => sum + minor, 0);
