import type { Actor } from './actor.ts';
import type { Final, Item } from './final.ts';
import { itemsOf } from './invariants/found.ts';
import { moneyOf } from './money-outcome.ts';
import type { Outcome } from './report.ts';

/** What came of it, as the report tells it. */
export const outcomeOf = (
  final: Final,
  simulation: { readonly seed: string; readonly days: number },
  actors: readonly Actor[],
): Outcome => {
  const emails = new Map(actors.map(({ diary }) => [diary.applicant.company, diary.applicant.email]));
  const journeys = new Map(itemsOf(final, 'JOURNEY').map((item) => [`${item.partnerId}/${item.run}`, item]));
  const partners = itemsOf(final, 'PROFILE')
    .map((profile) => partnerOf(profile, journeys.get(`${profile.partnerId}/${profile.run}`), emails))
    .toSorted((a, b) => (a.email < b.email ? -1 : 1));
  const decisions = { people: 0, rule: 0 };
  for (const fact of itemsOf(final, 'FACT')) {
    if (String(fact.fact).startsWith('decision:')) decisions[fact.by === 'rule' ? 'rule' : 'people']++;
  }
  const executions: Record<string, number> = {};
  for (const { status } of final.executions) executions[status] = (executions[status] ?? 0) + 1;
  return {
    ...simulation,
    diaries: actors.map((actor) => actor.diary),
    partners,
    letters: final.letters,
    decisions,
    executions,
    money: moneyOf(final),
    channel: {
      Deals: statesOf(final, 'DEAL'),
      'Requests for funds': statesOf(final, 'MDF'),
      Leads: statesOf(final, 'LEAD'),
      'Business reviews': statesOf(final, 'REVIEW'),
    },
    deadLetters: Object.values(final.queues).reduce((sum, messages) => sum + messages.length, 0),
  };
};

const statesOf = (final: Final, type: string): readonly string[] =>
  itemsOf(final, type).map(({ state }) => String(state));

const partnerOf = (profile: Item, journey: Item | undefined, emails: ReadonlyMap<string, string>) => ({
  partnerId: String(profile.partnerId),
  email: emails.get(String(profile.company)) ?? '',
  programType: String(profile.programType),
  stage: String(profile.stage),
  reason: profile.reason === undefined ? undefined : String(profile.reason),
  onboarding: journey ? String(journey.outcome) : 'not begun',
  missing: Array.isArray(journey?.missing) ? journey.missing.map(String) : [],
});
