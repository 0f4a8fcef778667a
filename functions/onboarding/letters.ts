import type { Journey, JourneyView } from './contract.ts';
import { milestones, steps } from './milestones.ts';
import { factBefore } from './plan.ts';

type Done = Readonly<Record<string, string>>;
export type ComingLetter = NonNullable<JourneyView['journey']>['letters'][number];

/** Letters to the partner that are still to come if nothing more is done, soonest first. */
export const comingLetters = (journey: Journey, done: Done, now: string): ComingLetter[] =>
  [...agreementLetters(journey, done), ...milestoneLetters(journey, done), ...stepLetters(journey, done), last(journey)]
    .filter((letter) => letter.at > now)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));

const agreementLetters = (journey: Journey, done: Done): ComingLetter[] =>
  done['agreement-accepted']
    ? []
    : journey.agreement.nudges.map(({ at }) => ({
        letter: 'agreement-reminder',
        title: 'Reminder: accept the agreement',
        at,
      }));

const milestoneLetters = (journey: Journey, done: Done): ComingLetter[] =>
  journey.milestones.flatMap((one) => {
    const { fact, title, opening } = milestones[one.id];
    if (done[fact]) return [];
    const openedEarly = factBefore(one.id, journey).some((before) => done[before]);
    const nudged = one.required && one.dueAt < journey.endsAt;
    return [
      ...(openedEarly ? [] : [{ letter: opening.letter, title: opening.title, at: one.opensAt }]),
      ...(nudged ? [{ letter: 'milestone-nudge', title: `Reminder: ${title.toLowerCase()}`, at: one.dueAt }] : []),
    ];
  });

const stepLetters = (journey: Journey, done: Done): ComingLetter[] =>
  journey.steps.flatMap(({ step, at }) => {
    const { letter, title, unless } = steps[step];
    if (!letter || (unless && done[unless])) return [];
    if (step === 'landingPage' && (!journey.landingPageOffer || done['landing-page-recorded'])) return [];
    return [{ letter, title, at }];
  });

const last = (journey: Journey): ComingLetter =>
  journey.kind === 'affiliate'
    ? { letter: 'affiliate-review', title: steps.review.title, at: journey.endsAt }
    : { letter: 'onboarded', title: 'How your first 30 days went', at: journey.endsAt };
