import { beforeEach, vi } from 'vitest';
import type { Person } from '../../functions/applications/contract.ts';
import { type LetterItem, letterItem } from '../../functions/email/contract.ts';
import { LEASE_MS } from '../../functions/email/sending/claim.ts';
import type { Suppression } from '../../functions/email/sending/may-send.ts';
import type { Ending } from '../../functions/email/sending/news.ts';
import type { House, PostOffice } from '../../functions/email/sending/post-office.ts';
import type { Posted } from '../../functions/email/sending/ses.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import { addressHash } from '../../functions/shared/address.ts';

export const NOW = new Date('2027-01-05T16:30:00.000Z');
export const later = (ms: number): Date => new Date(NOW.getTime() + ms);
export const KEY = 'a key of tests';
export const PARTNER = '01JGZX3M5N8Q2R4T6V8W0Y1A3B';
export const PERSON = '01JGZX3M5N8Q2R4T6V8W0Y1A3C';

export const anOrder = (change: Record<string, unknown> = {}): LetterItem['order'] => ({
  key: `${PARTNER}/1/onboarding/O2`,
  letter: 'certification-invitation',
  to: { personId: PERSON },
  partnerId: PARTNER,
  run: 1,
  orderedAt: NOW.toISOString(),
  data: { track: 'sales', dueOn: '2027-01-12T16:30:00.000Z' },
  ...change,
});

export const aLetter = (change: Record<string, unknown> = {}): LetterItem =>
  letterItem.parse({ type: 'LETTER', status: 'ordered', order: anOrder(), ...change });

export const transactional = (change: Record<string, unknown> = {}): LetterItem =>
  aLetter({ order: anOrder({ letter: 'withdrawn', data: { reason: 'You asked to leave.' } }), ...change });

export const ANA: Person = {
  type: 'PERSON',
  personId: PERSON,
  partnerId: PARTNER,
  run: 1,
  name: 'Ana Ruiz',
  email: 'ana@ruiz.example',
  company: 'Ruiz Consulting',
  marketingConsent: false,
  createdAt: '2027-01-01T00:00:00.000Z',
};

export const house: House = {
  programKey: KEY,
  team: [
    { name: 'Mara Vogel', email: 'mara@acme.example', role: 'manager' },
    { name: 'Noor Haddad', email: 'noor@acme.example', role: 'ops' },
    { name: 'Olu Ade', email: 'olu@acme.example', role: 'ops' },
  ],
  program: {
    name: 'Acme Partners',
    address: 'partners@acme.example',
    siteUrl: 'https://partners.acme.example',
    postalAddress: 'Acme GmbH, Berlin',
    zone: 'Europe/Berlin',
  },
  signInMinutes: 15,
  verificationHours: 72,
};

/** One letter's item and an SES that answers as told; `claim`, `defer` and `finish` do what the table's conditions do. */
export class Desk implements PostOffice {
  item: LetterItem;
  readonly mails: { to: readonly string[]; raw: string }[] = [];
  answers: Posted[] = [];
  endings: Ending[] = [];
  people: Record<string, Person> = { [PERSON]: ANA };
  suppressions: Record<string, Suppression> = {};
  paused: string | undefined;
  profiles: Record<string, Pick<Profile, 'company' | 'website' | 'managerId'>> = {
    [PARTNER]: { company: 'Ruiz Consulting' },
  };
  office = house;

  constructor(item: LetterItem = aLetter()) {
    this.item = item;
  }

  suppress(address: string, what: Suppression): void {
    this.suppressions[addressHash(KEY, address)] = what;
  }

  readonly house = async () => this.office;
  readonly file: PostOffice['file'] = async ({ personId = '', partnerId = '', pause }) => ({
    person: this.people[personId],
    profile: this.profiles[partnerId] as Profile | undefined,
    pausedSince: pause ? this.paused : undefined,
  });
  pictured: Record<string, Uint8Array> = {};
  readonly pictures = async (ids: readonly string[]) =>
    new Map(ids.flatMap((id) => (this.pictured[id] ? [[id, this.pictured[id]] as const] : [])));
  readonly against = async (hashes: readonly string[]) => hashes.map((hash) => this.suppressions[hash]);

  readonly claim: PostOffice['claim'] = async (_, now) => {
    const { status, leaseUntil, notBefore } = this.item;
    const at = now.toISOString();
    const free =
      (status === 'ordered' && (notBefore ?? '') <= at) || (status === 'sending' && (leaseUntil ?? '~') <= at);
    if (!free) return undefined;
    const lease = new Date(now.getTime() + LEASE_MS).toISOString();
    const { notBefore: _n, waitsFor: _w, ...rest } = this.item;
    this.item = { ...rest, status: 'sending', leaseUntil: lease, unknowns: this.item.unknowns + 1 };
    return lease;
  };

  readonly defer: PostOffice['defer'] = async (_, { why, untilMs, lease }) => {
    const mine = lease
      ? this.item.status === 'sending' && this.item.leaseUntil === lease
      : this.item.status === 'ordered';
    if (!mine) return;
    const { leaseUntil: _l, ...rest } = this.item;
    this.item = {
      ...rest,
      status: 'ordered',
      waitsFor: why,
      notBefore: new Date(untilMs).toISOString(),
      deferrals: this.item.deferrals + 1,
      unknowns: this.item.unknowns - (lease && why !== 'doubtful' ? 1 : 0),
    };
  };

  readonly finish: PostOffice['finish'] = async (_, ending) => {
    if (this.item.status !== 'ordered' && this.item.status !== 'sending') return;
    this.item = { ...this.item, status: ending.status };
    this.endings.push(ending);
  };

  rests: number[] = [];
  readonly rest = async (ms: number) => {
    this.rests.push(ms);
  };

  readonly post: PostOffice['post'] = async (message) => {
    const answer = this.answers.shift() ?? { posted: 'accepted', messageId: 'ses-1' };
    if (answer.posted === 'accepted' || answer.posted === 'unknown') {
      this.mails.push({ to: message.destinations, raw: message.raw.toString('utf8') });
    }
    return answer;
  };
}

/** Log lines say what the test already asserts. */
export const quiet = (): void => {
  beforeEach(() => {
    for (const method of ['info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
  });
};
