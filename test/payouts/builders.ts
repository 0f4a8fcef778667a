import type { Balances } from '../../functions/ledger/contract.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import type { PayeeRecord, Payout, TaxStatus } from '../../functions/payouts/contract.ts';
import type { Known } from '../../functions/payouts/deciding.ts';

export const PARTNER = '01J000000000000000000000AA';
export const PERSON = '01J0000000000000000000PERS';

export const aProfile = (over: Partial<Profile> = {}): Profile => ({
  type: 'PROFILE',
  partnerId: PARTNER,
  run: 1,
  programType: 'affiliate',
  path: 'self-serve',
  targetTier: 'Standard',
  stage: 'Activate',
  stageSince: '2027-01-01T09:00:00.000Z',
  company: 'Fine Writing',
  personId: PERSON,
  portal: 'open',
  firstPayoutHeld: false,
  policyVersion: 1,
  startedAt: '2027-01-01T09:00:00.000Z',
  moves: 3,
  ...over,
});

export const aPayee = (over: Partial<PayeeRecord> = {}): PayeeRecord => ({
  type: 'PAYEE',
  partnerId: PARTNER,
  version: 1,
  rail: 'paypal',
  masked: 'a••••@example.com',
  accountHash: 'x',
  changedAt: '2027-01-01T09:00:00.000Z',
  ...over,
});

export const aTaxStatus = (over: Partial<TaxStatus> = {}): TaxStatus => ({
  type: 'TAX-STATUS',
  partnerId: PARTNER,
  form: 'W-9',
  state: 'received',
  signedOn: '2027-01-02',
  changedAt: '2027-01-03T09:00:00.000Z',
  changedBy: 'rule',
  ...over,
});

/** A partner whom nothing keeps from being paid. */
export const known = (over: Partial<Known> = {}): Known => ({
  profile: aProfile(),
  emailVerified: true,
  payee: aPayee(),
  tax: aTaxStatus(),
  standing: undefined,
  ...over,
});

export const balances = (over: Partial<Balances> = {}): Balances => ({
  pending: 0,
  held: 0,
  payable: 0,
  transit: 0,
  paid: 0,
  ...over,
});

export const aPayout = (over: Partial<Payout> = {}): Payout => ({
  type: 'PAYOUT',
  batchId: '2027-03',
  partnerId: PARTNER,
  currency: 'USD',
  run: 1,
  personId: PERSON,
  company: 'Fine Writing',
  state: 'proposed',
  minor: 10_000,
  balances: balances({ payable: 10_000 }),
  minimumMinor: 5_000,
  reasons: [],
  rail: 'paypal',
  payeeVersion: 1,
  masked: 'a••••@example.com',
  providerKey: 'K7Q2M9X4T1V8B3N6C5Z0H2J4RD',
  ...over,
});
