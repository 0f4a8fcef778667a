import type { Profile } from '../partners/contract.ts';
import { daysBetween } from '../shared/days.ts';
import type { Journey, JourneyView, MissingItem } from './contract.ts';
import { comingLetters } from './letters.ts';
import { milestones, missingTitles } from './milestones.ts';
import { missingOf } from './outcome.ts';
import { factBefore } from './plan.ts';

type Done = Readonly<Record<string, string>>;
type JourneyPart = NonNullable<JourneyView['journey']>;
type MilestoneView = JourneyPart['milestones'][number];

const AGREEMENT_PATH = '/portal/agreement';

/** What a partner sees of its first 30 days at `now`. `done`: fact -> when. Without a journey: not admitted yet. */
export const viewOf = (
  profile: Profile,
  journey: Journey | undefined,
  done: Done,
  now: string,
  timeZone: string,
): JourneyView => ({
  stage: profile.stage,
  programType: profile.programType,
  agreement: agreementOf(profile, journey, done, now),
  ...(journey ? { journey: journeyOf(profile, journey, done, now, timeZone) } : {}),
});

const hasLeft = (profile: Profile): boolean => ['declined', 'withdrawn', 'sunset'].includes(profile.stage);

const agreementOf = (profile: Profile, journey: Journey | undefined, done: Done, now: string) => {
  const acceptedAt = done['agreement-accepted'];
  if (acceptedAt) return { state: 'accepted' as const, acceptedAt };
  if (!journey) return { state: 'not-yet' as const };
  const signBy = journey.agreement.lapse.at;
  return { state: hasLeft(profile) || now >= signBy ? ('lapsed' as const) : ('to-sign' as const), signBy };
};

const journeyOf = (profile: Profile, journey: Journey, done: Done, now: string, timeZone: string): JourneyPart => {
  const views = journey.kind === 'affiliate' ? affiliateViews(journey, done, now) : partnerViews(journey, done, now);
  const missing = journey.outcome === 'onboarded' ? [] : missingOf(journey, done);
  const running = journey.outcome === 'open' && !hasLeft(profile);
  const next = hasLeft(profile) || journey.outcome === 'onboarded' ? undefined : nextOf(journey, views, missing);
  return {
    kind: journey.kind,
    day: Math.max(0, daysBetween(journey.startedAt, now, timeZone)),
    startedAt: journey.startedAt,
    endsAt: journey.endsAt,
    outcome: journey.outcome,
    missing: missing.map((item) => ({ item, title: missingTitles[item] })),
    ...(journey.outcome === 'stalled' ? { lateUntil: journey.lateUntil } : {}),
    milestones: views,
    ...(next ? { next } : {}),
    letters: running ? comingLetters(journey, done, now) : [],
  };
};

const partnerViews = (journey: Journey, done: Done, now: string): MilestoneView[] =>
  journey.milestones.map((one) => {
    const { fact, title, doneWhen, path } = milestones[one.id];
    const opened = now >= one.opensAt || factBefore(one.id, journey).some((before) => done[before]);
    return {
      id: one.id,
      title,
      doneWhen,
      required: one.required,
      state: stateOf(done[fact], opened, one.dueAt, now),
      opensAt: one.opensAt,
      dueAt: one.dueAt,
      ...(done[fact] ? { doneAt: done[fact] } : {}),
      ...(path ? { path } : {}),
    };
  });

/** An affiliate has two things to do besides the agreement [L9]. */
const affiliateViews = (journey: Journey, done: Done, now: string): MilestoneView[] => {
  const view = (id: string, title: string, doneWhen: string, path: string, fact: string) => ({
    id,
    title,
    doneWhen,
    required: fact === 'first-click',
    state: stateOf(done[fact], true, journey.endsAt, now),
    opensAt: journey.startedAt,
    dueAt: journey.endsAt,
    ...(done[fact] ? { doneAt: done[fact] } : {}),
    path,
  });
  return [
    view('sign-in', 'Sign in to the portal', 'You have signed in once.', '/portal', 'signed-in'),
    view('first-click', 'Place your link', 'A first person has followed your link.', '/portal', 'first-click'),
  ];
};

const stateOf = (doneAt: string | undefined, opened: boolean, dueAt: string, now: string): MilestoneView['state'] => {
  if (doneAt) return 'done';
  if (now > dueAt) return 'overdue';
  return opened ? 'open' : 'upcoming';
};

/** The agreement first, since links, deals and pay depend on it; then the first required milestone not done. */
const nextOf = (journey: Journey, views: readonly MilestoneView[], missing: readonly MissingItem[]) => {
  if (missing.includes('agreement')) {
    return { title: 'Accept the agreement', dueAt: journey.agreement.lapse.at, path: AGREEMENT_PATH };
  }
  const first = views.find((view) => view.required && view.state !== 'done');
  return first && { title: first.title, dueAt: first.dueAt, ...(first.path ? { path: first.path } : {}) };
};
