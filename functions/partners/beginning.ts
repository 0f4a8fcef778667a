import * as z from 'zod';
import type { Policy } from '../policy/contract.ts';
import { InvalidInput } from '../shared/problem.ts';
import { type BegunWorkflow, type Profile, type Workflow, workflowInputs } from './contract.ts';
import { isEnd } from './lifecycle.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const DAY_MS = DAY * 1_000;
/** A workflow on AWS lives a year at most: the next one takes over in good time. */
const HAND_OVER_DAYS = 350;
/** How long an applicant has to add what was missing *(house)*. */
const MORE_FROM_APPLICANT_DAYS = 14;
/** KPIs and first activity: the manager is asked after this, the pool after as long again *(house)*. */
const ACTIVITY_DAYS = 30;

const examples: Readonly<Record<Workflow, string>> = {
  'partner-lifecycle': '{"partner": "acme.com"}',
  'partner-onboarding': '{"partner": "acme.com"}',
  'affiliate-onboarding': '{"partner": "acme.com"}',
  'certification-renewal': '{"partner": "acme.com", "track": "sales"}',
};
type Input = z.infer<(typeof workflowInputs)['partner-lifecycle']> &
  z.infer<(typeof workflowInputs)['certification-renewal']>;

const refuse = (what: string, workflow: Workflow): InvalidInput =>
  new InvalidInput(
    `${what} Give the partner by its domain, its contact's e-mail address or its id, like this: ${examples[workflow]}`,
  );

/** What the person meant. Throws `InvalidInput` with a sentence that shows a right one. */
export const readInput = (workflow: Workflow, input: unknown): Partial<Input> & { readonly partner: string } => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw refuse('The input is not an object.', workflow);
  const parsed = workflowInputs[workflow].safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys')
    throw refuse(`The input has a field that is not known: "${issue.keys[0]?.slice(0, 100)}".`, workflow);
  const field = issue?.path.join('.') ?? '';
  if (field === 'partner') throw refuse('The input does not say which partner is meant.', workflow);
  throw refuse(`The field "${field}" is not right: ${issue?.message}.`, workflow);
};

export type Means = { readonly id: string } | { readonly email: string } | { readonly domain: string };

/** What kind of name was typed. A domain may be typed as a web address. */
export const readName = (partner: string): Means => {
  if (/^[0-9a-hjkmnp-tv-z]{26}$/i.test(partner)) return { id: partner.toUpperCase() };
  const text = partner.trim().toLowerCase();
  if (text.includes('@') && !text.includes('/')) return { email: partner.trim() };
  return {
    domain: text
      .replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .replace(/\/+$/, ''),
  };
};

export const unknownPartner = (workflow: Workflow, partner: string): InvalidInput =>
  refuse(`There is no partner "${partner.slice(0, 100)}".`, workflow);

export const twin = (workflow: Workflow, partner: string, state: string): InvalidInput =>
  new InvalidInput(
    `${workflow} ${state === 'finished' ? 'has already run to its end' : 'is already running'} for "${partner}" in this run. One is enough; look at the partner's page before starting another.`,
  );

/** Refuses a workflow that does not fit where the partner stands. */
export const checkFits = (workflow: Workflow, profile: Profile, partner: string): void => {
  const stands = `"${partner}" is in stage ${profile.stage}`;
  if (isEnd(profile.stage)) throw new InvalidInput(`${stands}: its run has ended. A new application begins a new run.`);
  const affiliate = profile.programType === 'affiliate';
  if (workflow !== 'partner-onboarding' && workflow !== 'affiliate-onboarding') return;
  if ((workflow === 'affiliate-onboarding') !== affiliate) {
    throw new InvalidInput(
      `"${partner}" is ${affiliate ? 'an affiliate' : 'no affiliate'}: start ${affiliate ? 'affiliate' : 'partner'}-onboarding instead, with {"partner": "${partner}"}`,
    );
  }
  if (profile.stage !== 'Activate') {
    throw new InvalidInput(
      `${stands}; only an admitted partner, in stage Activate, is onboarded. Its lifecycle starts this by itself.`,
    );
  }
};

export interface Known {
  readonly input: Partial<Input>;
  readonly profile: Profile;
  /** How the first 30 days stand, if they were planned. */
  readonly journey: 'open' | 'onboarded' | 'stalled' | undefined;
  /** How often this workflow has begun for this partner, run and year. */
  readonly begun: number;
  readonly policy: Policy;
  readonly now: string;
}

/** What every later state of the workflow works with. */
export const begin = ({ input, profile, journey, begun, policy, now }: Known): BegunWorkflow => {
  const { partnerId, run, programType, path, personId, stage } = profile;
  const nextYear = (input.year ?? 1) + 1;
  const affiliate = programType === 'affiliate';
  return {
    partnerId,
    run,
    programType,
    path,
    tier: profile.tier ?? profile.targetTier,
    personId,
    begins:
      stage === 'Scale' || stage === 'Optimize'
        ? stage
        : stage !== 'Activate'
          ? 'Identify'
          : journey === 'onboarded'
            ? 'Activate'
            : 'Onboarding',
    since: profile.stageSince,
    again: begun > 1 ? `-again-${begun}` : '',
    next: { name: `partner-lifecycle-${partnerId}-${run}-y${nextYear}`, input: { partner: partnerId, year: nextYear } },
    handOverAt: new Date(Date.parse(now) + HAND_OVER_DAYS * DAY_MS).toISOString(),
    certificate: {
      ...(input.track ? { track: input.track } : {}),
      ...(input.person ? { personId: input.person } : {}),
    },
    proof: affiliate ? 'first-sale' : 'activity-met',
    proofTask: affiliate ? 'first-sale-help' : 'first-activity',
    timers: timersOf(policy),
  };
};

/** In whole seconds. The pool is asked half-way between reminder and deadline *(house)*. */
const timersOf = ({ decisions }: Policy): BegunWorkflow['timers'] => {
  const { remindAfterHours, dueAfterHours } = decisions.scorecard;
  const afterReminder = Math.max(2, (dueAfterHours - remindAfterHours) * HOUR);
  const decisionEscalation = Math.floor(afterReminder / 2);
  return {
    decisionReminder: remindAfterHours * HOUR,
    decisionEscalation,
    decisionRuling: afterReminder - decisionEscalation,
    decisionDeadline: remindAfterHours * HOUR + afterReminder,
    moreFromApplicant: MORE_FROM_APPLICANT_DAYS * DAY,
    activityNudge: ACTIVITY_DAYS * DAY,
    activityEscalation: ACTIVITY_DAYS * DAY,
  };
};

/** What a lock is for: one execution per partner, run, year or certificate. */
export const lockName = (run: number, { year, track, person }: Partial<Input>): string =>
  [run, year ? `y${year}` : '', track ?? '', person ?? ''].filter((part) => part !== '').join('-');

const outcomes = z.looseObject({ outcome: z.enum(['open', 'onboarded', 'stalled']) });

/** How the first 30 days stand, from the JOURNEY item if there is one. */
export const journeyOutcome = (journey: Record<string, unknown> | undefined): Known['journey'] =>
  journey && outcomes.parse(journey).outcome;
