import { type Click, readTouches } from '../affiliates/contract.ts';
import type { Person } from '../applications/contract.ts';
import type { Fact } from '../ledger/contract.ts';
import type { Profile } from '../partners/contract.ts';
import type { Policy } from '../policy/contract.ts';
import { domainSignal, mailboxSignal } from '../shared/signals.ts';
import { type Accrual, checkedData, type SaleSignals } from './contract.ts';
import type { SaleKnown } from './rules/sale.ts';

/** A click, as far as the rules look at it. */
export type SeenClick = Pick<
  Click,
  'code' | 'partnerId' | 'at' | 'ipHash' | 'deviceHash' | 'visits' | 'referrerHost' | 'seenAt' | 'gesture'
>;

/** What is kept of a partner, and of its contact. */
export interface PartnerFile {
  readonly profile: Profile;
  readonly person: Person | undefined;
  readonly accounts: readonly string[];
  readonly devices: readonly { readonly device: string; readonly at: string }[];
  readonly allowed: { readonly couponSites: boolean; readonly brandBidding: boolean };
}

/** Signals have this many characters of a keyed hash. */
const SHORT = 22;

const dataOf = (fact: Pick<Fact, 'data'>) => checkedData.parse(fact.data);

export const signalsIn = (fact: Pick<Fact, 'data'>): SaleSignals => dataOf(fact).signals ?? {};

/** References of the clicks that led to a fact, the newest last. */
export const clicksNamed = (fact: Pick<Fact, 'data'>): readonly string[] =>
  readTouches(
    dataOf(fact)
      .touches.map((one) => (typeof one === 'string' ? one : one.key))
      .join(','),
  );

export const accrualOf = ({ customer, key }: Pick<Fact, 'customer' | 'key'>): Accrual => ({ customer, sale: key });

/** Partners that earn by a fact; of a lead also those whose click it came by: alike leads count without pay too. */
export const partnersOf = (fact: Fact, clicks: readonly SeenClick[]): readonly string[] => {
  const earning = fact.postings.flatMap((one) => ('partnerId' in one && one.minor > 0 ? [one.partnerId] : []));
  const clicked = fact.kind === 'lead' ? clicks.map(({ partnerId }) => partnerId) : [];
  return [...new Set([...earning, ...clicked])];
};

/** Throw-away domains as signals, so that they can be compared with what is kept of a customer. */
export const disposableSignals = (programKey: string, { signUp }: Policy): ReadonlySet<string> =>
  new Set(signUp.disposableDomains.map((domain) => domainSignal(programKey, domain)));

const domainOf = (email: string | undefined): string | undefined => email?.slice(email.lastIndexOf('@') + 1);

const hostOf = (website: string | undefined): string | undefined =>
  website === undefined ? undefined : URL.parse(website.includes('://') ? website : `https://${website}`)?.hostname;

const ownDomains = ({ profile, person }: PartnerFile, { signUp }: Policy): readonly string[] | undefined => {
  const mail = domainOf(person?.email);
  const site = hostOf(profile.website);
  if (!mail && !site) return undefined;
  const own = [
    mail && !signUp.freeMailDomains.includes(mail) ? mail : undefined,
    site && !signUp.sharedPlatforms.includes(site.replace(/^www\./, '')) ? site : undefined,
  ];
  return own.filter((one) => one !== undefined);
};

/** Everything that the rules may ask about a sale or lead of one partner. */
export const saleKnown = (about: {
  readonly fact: Fact;
  readonly partner: PartnerFile;
  readonly click: SeenClick | undefined;
  readonly inAMinute: number | undefined;
  readonly alike: number | undefined;
  /** The site's script told of a page, of any partner's, at most 30 days before the click. */
  readonly scriptRuns: boolean;
  readonly programKey: string;
  readonly policy: Policy;
  readonly disposable: ReadonlySet<string>;
}): SaleKnown => {
  const { fact, partner, click, policy, programKey, disposable, alike } = about;
  const signals = signalsIn(fact);
  const { person } = partner;
  const domain = domainOf(person?.email);
  return {
    kind: fact.kind === 'lead' ? 'lead' : 'sale',
    at: fact.occurredAt,
    customer: {
      ...signals,
      disposable: signals.domain === undefined ? undefined : disposable.has(signals.domain),
    },
    partner: {
      mailbox: person?.email ? mailboxSignal(programKey, person.email) : undefined,
      domains: ownDomains(partner, policy)?.map((one) => domainSignal(programKey, one)),
      disposable: domain === undefined ? undefined : policy.signUp.disposableDomains.includes(domain),
      verified: person ? person.verifiedAt !== undefined : undefined,
      accounts: partner.accounts,
      devices: partner.devices,
      allowed: partner.allowed,
    },
    ...(click ? { click: clickKnown(click, about.inAMinute, about.scriptRuns) } : {}),
    alike,
  };
};

const clickKnown = (
  click: SeenClick,
  inAMinute: number | undefined,
  scriptRuns: boolean,
): NonNullable<SaleKnown['click']> => ({
  at: click.at,
  device: click.deviceHash.slice(0, SHORT),
  referrerHost: click.referrerHost,
  viewed: click.seenAt !== undefined ? true : scriptRuns ? false : undefined,
  acted: click.gesture,
  inAMinute,
});
