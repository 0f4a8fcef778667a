import type { MdfRequest } from '../../functions/mdf/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';

export const POLICY = firstPolicy;
/** Monday, 1 March 2027, at four in the morning in New York. */
export const NOW = '2027-03-01T09:00:00.000Z';
export const PARTNER = '01J000000000000000000000AA';
export const REQUEST = '4f7g8h9j0k1m2n3p4q5r6s7t8v';
export const PERSON = '01J000000000000000000000PP';

/** A Silver partner's request: $2,000 of a booth of $4,000 on 18 March, asked for on 1 March 2027. */
export const aRequest = (over: Partial<MdfRequest> = {}): MdfRequest => ({
  type: 'MDF',
  requestId: REQUEST,
  partnerId: PARTNER,
  run: 1,
  personId: PERSON,
  state: 'requested',
  revision: 1,
  activity: 'event',
  title: 'Booth at the Retail Forum',
  expected: 'Fifty leads.',
  activityOn: '2027-03-18',
  quarter: '2027-Q1',
  currency: 'USD',
  budgetMinor: 400_000,
  askedMinor: 200_000,
  tier: 'Silver',
  matchBp: 5_000,
  policyVersion: 1,
  requestedAt: NOW,
  proofs: [],
  deals: [],
  leads: [],
  ...over,
});

export const aProof = (over: Partial<MdfRequest['proofs'][number]> = {}): MdfRequest['proofs'][number] => ({
  at: '2027-03-20T15:00:00.000Z',
  actualMinor: 400_000,
  links: ['https://files.example.com/receipts.pdf'],
  files: [],
  metrics: [{ name: 'Visitors', value: '320' }],
  leadCount: 40,
  note: '',
  ...over,
});
