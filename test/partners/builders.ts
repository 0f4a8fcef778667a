import type { Profile } from '../../functions/partners/contract.ts';

export const PARTNER = '01J00000000000000000PARTNR'.replaceAll('I', '1');
export const PERSON = '01J000000000000000000PERSN';
export const NOW = '2027-03-01T09:00:00.000Z';

/** A Registered channel partner in stage Identify, as far as a test does not say otherwise. */
export const aPartner = (more: Partial<Profile> = {}): Profile => ({
  type: 'PROFILE',
  partnerId: PARTNER,
  run: 1,
  programType: 'channel',
  path: 'self-serve',
  targetTier: 'Registered',
  stage: 'Identify',
  stageSince: NOW,
  company: 'Acme',
  personId: PERSON,
  portal: 'closed',
  firstPayoutHeld: false,
  policyVersion: 1,
  startedAt: NOW,
  moves: 0,
  ...more,
});
