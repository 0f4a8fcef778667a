import { currencyOf, type Fact } from '../../ledger/contract.ts';
import { keyedHash } from '../../shared/ids.ts';
import type { Claim } from '../../shared/journal-items.ts';
import { Problem } from '../../shared/problem.ts';
import { domainSignal, signalsOf } from '../../shared/signals.ts';
import { sameMailbox } from '../../shared/text.ts';
import { packTouch, type Touch } from '../contract.ts';
import type { DealWon, Lead, Named, Return, Sale, SubscriptionChange } from './happening.ts';

const SHORT = 22;
const short = (programKey: string, purpose: string, text: string): string =>
  keyedHash(programKey, purpose, text).slice(0, SHORT);

/** The same text for the same values, in whatever order they were written. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

/** Whose partition a sale, lead or subscription lies in: by id, else by mailbox, else by domain, else alone. */
export const customerOf = (
  programKey: string,
  { kind, key, customer }: Pick<Exclude<Told, Return>, 'kind' | 'key' | 'customer'>,
): string => {
  const { customerId, email, domain } = customer;
  if (customerId) return short(programKey, 'customer', customerId);
  if (email) return short(programKey, 'customer-mailbox', sameMailbox(email));
  if (domain && kind !== 'lead') return short(programKey, 'customer-domain', domain.toLowerCase());
  return short(programKey, `customer-of-${kind}`, key);
};

/** What becomes a fact. */
export type Told = Sale | Lead | Return | SubscriptionChange;

const claimKinds = {
  sale: 'sale',
  lead: 'lead',
  refund: 'refund',
  chargeback: 'refund',
  'chargeback-won': 'refund',
} as const;

/** What waits for its sale, in its claim. */
interface Waiting extends Pick<Return, 'kind' | 'at' | 'minor' | 'currency'> {}

/** The claim of its business key, for good; none for a subscription, which moves no money. */
export const claimOf = (programKey: string, told: Told, customer: string | undefined, now: Date): Claim | undefined => {
  if (told.kind === 'subscription') return undefined;
  const hash = short(programKey, 'same', canonical(told.same));
  const claim = { kind: claimKinds[told.kind], key: told.key, recordedAt: now.toISOString(), hash };
  if (!('sale' in told)) return { ...claim, ...(customer ? { customer } : {}) };
  const { kind, at, minor, currency } = told;
  // Its fact has the key of the chargeback it ends.
  const key = kind === 'chargeback-won' ? `${told.key}~won` : told.key;
  const body: Waiting = { kind, at, minor, currency };
  return { ...claim, key, body: { ...body } };
};

/** A deal that is told won is no fact yet: its claim only holds against another content [Z4]. */
export const dealClaim = (programKey: string, { key, same }: DealWon, now: Date): Claim => ({
  ...{ kind: 'deal', key, recordedAt: now.toISOString() },
  hash: short(programKey, 'same', canonical(same)),
});

/** A fact before its number, its decision and its postings. */
export type Draft = Pick<Fact, 'kind' | 'key' | 'occurredAt' | 'currency' | 'data'>;

const some = <T extends Record<string, unknown>>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as Partial<T>;

/** Keyed hashes; the address itself is not kept [Z5]. */
const signals = (
  programKey: string,
  { email, domain, paymentFingerprint, ip, userAgent, signals }: Named,
  of: Told,
) => {
  const { pattern, ...rest } = {
    ...signals,
    ...signalsOf(programKey, { email, payment: paymentFingerprint, ip, userAgent }),
  };
  const lead = of.kind === 'lead' ? some({ pattern, phone: of.phone }) : {};
  const all = { ...rest, ...(domain ? { domain: domainSignal(programKey, domain) } : {}), ...lead };
  return Object.keys(all).length > 0 ? { signals: all } : {};
};

export interface Found {
  readonly touches: readonly Touch[];
  /** What of it could not be found, or does not count. */
  readonly note?: string | undefined;
}

const saleDraft = (programKey: string, sale: Sale, { touches, note }: Found): Draft => {
  const { key, at, gross, tax, currency, product, country, subscription, customer, dealId: deal } = sale;
  if (tax > gross)
    throw new Problem(422, 'invalid-input', 'taxMinor: is more than amountMinor, which it is a part of.');
  const more = some({ gross: tax > 0 ? gross : undefined, product, country, subscription, deal, note });
  const data = { net: gross - tax, touches: touches.map(packTouch), ...more, ...signals(programKey, customer, sale) };
  return { kind: 'sale', key, occurredAt: at, currency, data };
};

const leadDraft = (programKey: string, lead: Lead, { touches, note }: Found): Draft => {
  const { key, at, qualified, country, customer } = lead;
  const data = {
    touches: touches.map(packTouch),
    qualified,
    ...some({ country, note }),
    ...signals(programKey, customer, lead),
  };
  return { kind: 'lead', key, occurredAt: at, data };
};

const returnDraft = ({ kind, key, at, sale, minor, currency }: Return): Draft => ({
  kind,
  key,
  occurredAt: at,
  currency,
  data: { sale, minor },
});

export const draftOf = (programKey: string, told: Told, found: Found): Draft => {
  const { key, at: occurredAt } = told;
  switch (told.kind) {
    case 'sale':
      return saleDraft(programKey, told, found);
    case 'lead':
      return leadDraft(programKey, told, found);
    case 'subscription':
      return { kind: 'subscription', key, occurredAt, data: { state: told.state } };
    case 'refund':
    case 'chargeback':
    case 'chargeback-won':
      return returnDraft(told);
  }
};

/** What waited for a sale, as a fact of its customer; undefined for a claim of another shape. */
export const waitedDraft = ({ key, body }: Claim): Draft | undefined => {
  const { kind, at, minor, currency } = body ?? {};
  if (kind !== 'refund' && kind !== 'chargeback' && kind !== 'chargeback-won') return undefined;
  if (typeof at !== 'string' || typeof minor !== 'number' || typeof currency !== 'string') return undefined;
  const own = kind === 'chargeback-won' ? key.slice(0, -'~won'.length) : key;
  const sale = own.slice(0, own.indexOf('~'));
  return { kind, key: own, occurredAt: at, currency, data: { sale, minor } };
};

/** Partners of whom this fact records the first sale of their run: something earned, by one that has no sale yet [L9]. */
export const firstSales = (fact: Pick<Fact, 'postings' | 'currency'>, withoutSale: ReadonlyMap<string, number>) =>
  fact.postings.flatMap((one) => {
    if (!('partnerId' in one) || one.minor <= 0 || one.rule !== 'commission') return [];
    const run = withoutSale.get(one.partnerId);
    if (run === undefined) return [];
    return [
      { partnerId: one.partnerId, run, detail: { sale: one.sale, minor: one.minor, currency: currencyOf(fact, one) } },
    ];
  });
