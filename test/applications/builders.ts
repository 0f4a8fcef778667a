import type { ApplicationForm, NominationForm } from '../../functions/applications/contract.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import { firstPolicy, type Policy } from '../../functions/policy/contract.ts';

export const NOW = Date.parse('2027-03-01T09:00:00.000Z');
export const KEY = 'a program key for tests';
export const PARTNER = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
export const PERSON = '01BX5ZZKBKACTAV9WEVGEMMVRZ';

/** The first policy with the channel opened by an override. */
export const policy: Policy = {
  ...firstPolicy,
  signUp: {
    ...firstPolicy.signUp,
    openTypes: [...firstPolicy.signUp.openTypes, { type: 'channel', because: 'A test of the channel' }],
  },
};

export const aNomination = (over: Partial<NominationForm> = {}): NominationForm => ({
  programType: 'affiliate',
  company: 'Acme',
  website: 'acme.com',
  country: 'DE',
  category: 'crm',
  audienceSize: 30_000,
  customers: {
    kind: 'shares',
    segment: { 'mid-market': 80, enterprise: 20 },
    industry: { software: 80, healthcare: 20 },
    companySize: { '50-249': 80, '1-9': 20 },
    region: { europe: 80, 'asia-pacific': 20 },
  },
  contactName: 'Ann Miller',
  email: 'ann@acme.com',
  ...over,
});

export const aForm = (over: Partial<ApplicationForm> = {}): ApplicationForm => ({
  ...aNomination(),
  category: 'crm',
  audienceSize: 30_000,
  customers: aNomination().customers ?? { kind: 'list', rows: [] },
  formToken: 'token',
  marketingConsent: false,
  ...over,
});

export const aProfile = (over: Partial<Profile> = {}): Profile => ({
  type: 'PROFILE',
  partnerId: PARTNER,
  run: 1,
  programType: 'affiliate',
  path: 'self-serve',
  targetTier: 'Standard',
  stage: 'Activate',
  stageSince: '2027-03-01T09:00:00.000Z',
  company: 'Acme',
  personId: PERSON,
  portal: 'open',
  firstPayoutHeld: false,
  policyVersion: 1,
  startedAt: '2027-03-01T09:00:00.000Z',
  moves: 2,
  ...over,
});
