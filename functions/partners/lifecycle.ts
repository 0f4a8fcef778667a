import type { Profile, Stage } from './contract.ts';

/**
 * Where a partner may go from each stage [L1-L6]: the next one, back from Optimize to Scale, or out. No stage is
 * skipped. From an end, only a new application (a new run) begins again with Identify [L16].
 */
export const transitions: Readonly<Record<Stage, readonly Stage[]>> = {
  Identify: ['Evaluate', 'declined', 'withdrawn', 'sunset'],
  Evaluate: ['Activate', 'declined', 'withdrawn', 'sunset'],
  Activate: ['Scale', 'declined', 'withdrawn', 'sunset'],
  Scale: ['Optimize', 'declined', 'withdrawn', 'sunset'],
  Optimize: ['Scale', 'declined', 'withdrawn', 'sunset'],
  declined: ['Identify'],
  withdrawn: ['Identify'],
  sunset: ['Identify'],
};

/** Why each move is made, for the picture. */
export const because: Readonly<Record<string, string>> = {
  'Identify Evaluate': 'ICP overlap known',
  'Evaluate Activate': 'decided to admit',
  'Activate Scale': 'first joint activity met its target',
  'Scale Optimize': 'a review says optimise, or a breach',
  'Optimize Scale': 'renegotiated',
};

export const isEnd = (stage: Stage): boolean => transitions[stage].includes('Identify');

/** A stage that the table does not allow from where the partner stands: the workflow's error, never retried. */
export class IllegalMove extends Error {
  constructor(from: Stage, to: Stage) {
    super(`A partner cannot go from ${from} to ${to}.`);
    this.name = 'IllegalMove';
  }
}

/** The partner has left meanwhile: the workflow has nothing more to do. The message says why. */
export class JourneyStopped extends Error {
  constructor(profile: Pick<Profile, 'stage' | 'reason'>) {
    super(profile.reason ?? `The partner is ${profile.stage}.`);
    this.name = 'JourneyStopped';
  }
}

/**
 * `made`: it stands there already. `legal`: go. Throws `JourneyStopped` when the partner has ended or begun a new run,
 * `IllegalMove` when the table says no.
 */
export const checkMove = (profile: Profile, run: number, to: Stage): 'made' | 'legal' => {
  if (profile.run === run && profile.stage === to) return 'made';
  if (profile.run !== run || isEnd(profile.stage)) throw new JourneyStopped(profile);
  if (transitions[profile.stage].includes(to)) return 'legal';
  throw new IllegalMove(profile.stage, to);
};

/** What the portal shows after a move [L12, L16]. Who was never admitted has nothing to look up. */
export const portalAfter = (profile: Profile, to: Stage, opens: boolean): Profile['portal'] => {
  if (isEnd(to)) return profile.admittedAt ? 'limited' : 'closed';
  return opens ? 'open' : profile.portal;
};
