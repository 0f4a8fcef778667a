import type { ApplicationVerified } from '../applications/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import type { Profile } from './contract.ts';

/** The partner as it arrives: everything the application says of the company, nothing personal. */
export const newProfile = (partnerId: string, run: number, facts: ApplicationVerified, now: string): Profile => ({
  type: 'PROFILE',
  partnerId,
  run,
  programType: facts.programType,
  path: facts.path,
  targetTier: facts.targetTier,
  stage: 'Identify',
  stageSince: now,
  company: facts.company,
  website: facts.website,
  ...(facts.category ? { category: facts.category } : {}),
  ...(facts.audienceSize === undefined ? {} : { audience: facts.audienceSize }),
  personId: facts.personId,
  portal: 'closed',
  firstPayoutHeld: false,
  policyVersion: facts.policyVersion,
  startedAt: now,
  moves: 0,
});

export const firstMove = ({ partnerId, run, startedAt }: Profile): ProgramEvent => ({
  id: `${partnerId}/${run}/stage/0`,
  name: 'stage-changed.v1',
  occurredAt: startedAt,
  recordedAt: startedAt,
  partnerId,
  run,
  data: { to: 'Identify', by: 'rule' },
});
