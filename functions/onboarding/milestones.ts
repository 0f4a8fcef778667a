import type { Policy } from '../policy/contract.ts';
import type { AffiliateStep, MilestoneId, MissingItem } from './contract.ts';

interface MilestoneSpec {
  readonly fact: string;
  readonly title: string;
  readonly doneWhen: string;
  /** Where in the portal it is done. */
  readonly path?: string;
  readonly opening: {
    readonly letter: string;
    readonly title: string;
    readonly data: (dueAt: string) => Record<string, unknown>;
  };
}

/** The milestones of the first 30 days, in order [O1-O5]. */
export const milestones: Readonly<Record<MilestoneId, MilestoneSpec>> = {
  O1: {
    fact: 'signed-in',
    title: 'Sign in to the portal',
    doneWhen: 'You have signed in once.',
    path: '/portal',
    opening: { letter: 'program-guide', title: 'Your program guide', data: () => ({}) },
  },
  O2: {
    fact: 'sales-certified',
    title: 'Sales certification',
    doneWhen: 'You have read the four modules and answered 16 of 20 questions correctly.',
    path: '/portal/courses',
    opening: {
      letter: 'certification-invitation',
      title: 'Invitation to the sales certification',
      data: (dueOn) => ({ track: 'sales', dueOn }),
    },
  },
  O3: {
    fact: 'technical-certified',
    title: 'Technical certification',
    doneWhen: 'You have read the three modules and your lab is passed.',
    path: '/portal/courses',
    opening: {
      letter: 'certification-invitation',
      title: 'Invitation to the technical certification',
      data: (dueOn) => ({ track: 'technical', dueOn }),
    },
  },
  O4: {
    fact: 'first-call-recorded',
    title: 'First joint call',
    doneWhen: 'You and your partner manager have held the pipeline review.',
    opening: { letter: 'first-call-invitation', title: 'Invitation to the first joint call', data: (by) => ({ by }) },
  },
  O5: {
    fact: 'activity-recorded',
    title: 'First joint activity',
    doneWhen: 'A first co-selling opportunity or co-marketing activity is recorded.',
    opening: { letter: 'first-activity-invitation', title: 'Invitation to a first activity', data: (by) => ({ by }) },
  },
};

interface StepSpec {
  /** Which field of the policy says the day. */
  readonly day: Exclude<keyof Policy['onboarding']['affiliate'], 'landingPageAudienceOver'>;
  readonly letter?: string;
  readonly title: string;
  /** Not sent once this has happened. */
  readonly unless?: string;
}

/** The affiliate sequence [O7]. The letter of the review comes from closing the journey. */
export const steps: Readonly<Record<AffiliateStep, StepSpec>> = {
  introCall: { day: 'introCallOnDay', letter: 'affiliate-intro-call', title: 'Offer of a short introduction call' },
  assets: { day: 'assetsOnDay', letter: 'affiliate-assets', title: 'Creative assets' },
  firstLink: {
    day: 'firstLinkOnDay',
    letter: 'affiliate-first-link',
    title: 'Have you placed your first link?',
    unless: 'first-click',
  },
  caseStudy: { day: 'caseStudyOnDay', letter: 'affiliate-case-study', title: 'A case study' },
  landingPage: { day: 'landingPageOnDay', letter: 'affiliate-landing-page', title: 'Offer of your own landing page' },
  review: { day: 'reviewOnDay', title: 'Your first performance review' },
};

/** The facts that a journey keeps count of. */
export const journeyFacts: ReadonlySet<string> = new Set([
  'agreement-accepted',
  'first-click',
  'landing-page-recorded',
  ...Object.values(milestones).map((milestone) => milestone.fact),
]);

/** What each missing item is called. */
export const missingTitles: Readonly<Record<MissingItem, string>> = {
  agreement: 'The agreement is not accepted',
  'first-click': 'Your link has had no click',
  O1: milestones.O1.title,
  O2: milestones.O2.title,
  O3: milestones.O3.title,
  O4: milestones.O4.title,
  O5: milestones.O5.title,
};
