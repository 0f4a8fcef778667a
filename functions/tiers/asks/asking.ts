import type { LetterOrder } from '../../email/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import { affiliateTier, channelTier, type PartnerTier, type Policy, type ProgramTier } from '../../policy/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { conflict } from '../../shared/problem.ts';
import { type Decision, taskRequested } from '../../tasks/contract.ts';
import { type Benefits, benefitsOf } from '../benefits.ts';
import type { Following } from '../following.ts';
import { type Askable, type AskView, askable, type TierAsk } from './items.ts';

export const askWords: Readonly<Record<Askable, string>> = {
  'co-selling': 'co-selling',
  'joint-plan': 'a joint business plan',
  'co-creation': 'content made together',
};

/** Legal moves of what is asked for; from an answer, the next one begins. */
export const askMoves: Readonly<Record<TierAsk['state'] | 'none', readonly TierAsk['state'][]>> = {
  none: ['asked'],
  asked: ['agreed', 'declined'],
  agreed: ['asked'],
  declined: ['asked'],
};

const gives: Readonly<Record<Askable, (benefits: Benefits, programTier?: ProgramTier) => boolean>> = {
  'co-selling': ({ coSelling }, programTier) => coSelling || programTier === 'Strategic',
  'joint-plan': ({ jointBusinessPlan }, programTier) => jointBusinessPlan || programTier === 'Strategic',
  'co-creation': ({ coCreation }) => coCreation,
};

/** Somebody looks at it. What was asked before the partner left is looked at by nobody. */
export const isOpen = (ask: TierAsk | undefined, run: number): boolean => ask?.state === 'asked' && ask.run === run;

/** Hours for an answer: tiers with dedicated support are answered within a day. Else what the kind of task says. */
const HOURS_WITH_DEDICATED_SUPPORT = 24;

export interface Kept {
  readonly ask: TierAsk;
  readonly following: Following;
}

/** Something that the tier gives is asked for. Throws 409 where it does not, or where that is being looked at. */
export const askOf = (
  profile: Profile,
  programTier: ProgramTier | undefined,
  policy: Pick<Policy, 'tiers' | 'tierRules'>,
  before: TierAsk | undefined,
  { what, text, by, at }: Pick<TierAsk, 'what' | 'text' | 'by' | 'at'>,
): Kept => {
  const { partnerId, run, tier } = profile;
  if (!tier || profile.portal !== 'open')
    throw conflict('Only an admitted partner that has not left can ask for this.');
  const given = benefitsOf(tier, policy);
  if (!gives[what](given, programTier)) {
    const kind = [affiliateTier.options, channelTier.options].find((all: readonly PartnerTier[]) => all.includes(tier));
    const first = kind?.find((one) => gives[what](benefitsOf(one, policy)));
    throw conflict(`Your tier does not give ${askWords[what]}${first ? `: it comes with ${first}` : ''}.`);
  }
  if (isOpen(before, run)) throw conflict('We are looking at what you asked before.');
  const number = (before?.number ?? 0) + 1;
  const ask: TierAsk = { type: 'TIER-ASK', partnerId, run, what, number, state: 'asked', text, by, at };
  const hours = given.support === 'dedicated' ? { hours: HOURS_WITH_DEDICATED_SUPPORT } : {};
  const detail = { asksFor: askWords[what], text };
  const asks = taskRequested({ partnerId, run, kind: 'tier-ask', key: `${what}-${number}`, detail, at, ...hours });
  return { ask, following: { events: [asks], letters: [] } };
};

const letterOf = ({ personId }: Profile, ask: TierAsk, answer: string, at: string): LetterOrder => ({
  key: `${ask.partnerId}/${ask.run}/tier-ask/${ask.what}/${ask.number}`,
  letter: 'tier-ask-answered',
  to: { personId },
  partnerId: ask.partnerId,
  run: ask.run,
  orderedAt: at,
  data: { what: askWords[ask.what], text: ask.text, agreed: ask.state === 'agreed', answer },
});

const eventOf = ({ partnerId, run, what, number, state }: TierAsk, answer: string, at: string): ProgramEvent => ({
  id: `${partnerId}/${run}/tier-ask/${what}/${number}`,
  name: 'tier-ask-answered.v1',
  ...{ occurredAt: at, recordedAt: at, partnerId, run },
  data: { what, state, answer },
});

/** Which ask a task is about, by its key. */
export const askedIn = (key: string): Askable | undefined => askable.options.find((what) => key.startsWith(`${what}-`));

/** What a person said, or the rule when nobody did [L11]; undefined where it is answered, or another was asked since. */
export const answered = (
  profile: Profile,
  before: TierAsk | undefined,
  key: string,
  { outcome, by, reason }: Pick<Decision, 'outcome' | 'by' | 'reason'>,
  at: string,
): Kept | undefined => {
  if (before?.state !== 'asked' || key !== `${before.what}-${before.number}`) return undefined;
  const answer = by === 'rule' ? 'Nobody answered in time. Please ask again.' : (reason ?? '');
  const state = outcome === 'agreed' ? 'agreed' : 'declined';
  const ask: TierAsk = { ...before, state, decidedAt: at, answer };
  const following = { events: [eventOf(ask, answer, at)], letters: [letterOf(profile, ask, answer, at)] };
  return { ask, following };
};

const lastOf = ({ state, text, at, decidedAt, answer }: TierAsk): AskView['last'] => ({
  ...{ state, text, at },
  ...(decidedAt ? { decidedAt } : {}),
  ...(answer ? { answer } : {}),
});

/** What may be asked for at a tier, and what was asked before. */
export const asksShown = (
  given: Benefits,
  programTier: ProgramTier | undefined,
  asked: readonly TierAsk[],
): AskView[] =>
  askable.options.flatMap((what) => {
    const last = asked.find((one) => one.what === what);
    const isGiven = gives[what](given, programTier);
    if (!isGiven && !last) return [];
    return [{ what, given: isGiven, ...(last ? { last: lastOf(last) } : {}) }];
  });
