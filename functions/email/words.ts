import type { Track } from '../certification/contract.ts';
import type { MilestoneId, MissingItem } from '../onboarding/contract.ts';
import type { TaskKind } from '../tasks/contract.ts';

/** Milestones [O1-O5] and what else a journey may end without, as a partner would call them. */
export const milestoneName: Readonly<Record<MilestoneId, string>> = {
  O1: 'your first sign-in',
  O2: 'the sales certification',
  O3: 'the technical certification',
  O4: 'the first joint call',
  O5: 'the first joint activity',
};

/** What is still to do, as an instruction. */
export const toDo: Readonly<Record<MissingItem, string>> = {
  agreement: 'Accept the agreement',
  'first-click': 'Place your link and get a first click',
  O1: 'Sign in to the portal once',
  O2: 'Pass the sales certification',
  O3: 'Pass the technical certification',
  O4: 'Have the first joint call with us',
  O5: 'Start a first joint activity',
};

export const trackName: Readonly<Record<Track, string>> = {
  sales: 'sales certification',
  technical: 'technical certification',
};

interface Asked {
  /** For a subject line: what the decision is about. */
  readonly about: string;
  /** What happens by rule at the deadline [L11]. */
  readonly otherwise: string;
}

export const asked: Readonly<Record<TaskKind, Asked>> = {
  scorecard: {
    about: 'score the application',
    otherwise: 'the score is computed from what is known, and the partner starts at Registered at most',
  },
  'scorecard-again': {
    about: 'score the completed application',
    otherwise: 'the score is computed from what is known, and the partner starts at Registered at most',
  },
  'gate-override': { about: 'admit all the same?', otherwise: 'the application is declined' },
  conditional: { about: 'accept on condition?', otherwise: 'the partner is accepted on condition' },
  logo: { about: 'approve a logo?', otherwise: 'the logo counts as refused, and the partner may send it again' },
  lab: { about: 'review the lab', otherwise: 'the lab counts as not passed' },
  'quiz-attempts': { about: 'more quiz attempts?', otherwise: 'no further attempts are given' },
  'landing-page': { about: 'make a landing page', otherwise: 'the offer lapses' },
  'agree-kpis': {
    about: 'agree the KPIs',
    otherwise: 'the partner goes on without agreed KPIs, and this is on record',
  },
  'first-activity': { about: 'first activity', otherwise: 'it is on record that the target was not met' },
  'first-sale-help': { about: 'no sale yet', otherwise: 'the task closes as not handled' },
  mend: { about: 'a workflow needs mending', otherwise: 'the workflow gives up' },
  'tier-ask': { about: 'something that a tier gives', otherwise: 'the partner is asked to ask again' },
  'tier-application': { about: 'Preferred for an affiliate?', otherwise: 'the application is declined' },
  adjustment: { about: 'approve a change of a balance?', otherwise: 'the balance stays as it is' },
  terms: { about: "approve a partner's new terms?", otherwise: 'the terms stay as they are' },
  policy: { about: 'approve other rates or limits?', otherwise: 'the policy stays as it is' },
  coupon: { about: 'give a coupon code?', otherwise: 'the coupon is refused' },
  mdf: {
    about: 'a request for funds',
    otherwise: 'everybody in ops is asked, and 5 business days later it is declined',
  },
  'mdf-second': {
    about: 'approve funds as the second?',
    otherwise: 'everybody in ops is asked, and 5 business days later it is declined',
  },
  'mdf-proof': {
    about: 'check the proof of an activity',
    otherwise: 'everybody in ops is asked, and 5 business days later it counts as refused',
  },
  'mdf-proof-again': {
    about: 'check a proof again',
    otherwise: 'everybody in ops is asked, and 5 business days later it counts as refused',
  },
  'lead-unassigned': { about: 'a lead that nobody is left for', otherwise: 'we keep the lead ourselves' },
  appeal: { about: 'an appeal', otherwise: 'the rejection stands' },
  'channel-terms': { about: 'approve what was agreed with a partner?', otherwise: 'the table of tiers goes on' },
  'deal-alias': {
    about: 'one customer, two domains',
    otherwise: 'everybody in ops is asked, and 5 business days later it is on record that nobody settled it',
  },
  'deal-appeal': { about: 'an appeal about a deal', otherwise: 'the rejection stands' },
  'waiting-events': { about: 'what was told and waits', otherwise: 'it is on record that nobody looked' },
  'brand-audit': { about: 'who advertises on our brand?', otherwise: 'it is on record that nobody looked' },
  'top-affiliates': { about: 'look at the top affiliates', otherwise: 'it is on record that nobody looked' },
  'program-audit': { about: 'audit the program', otherwise: 'it is on record that nobody looked' },
  'contact-unreachable': { about: 'find another contact', otherwise: 'the task closes as not handled' },
};

/** At most `most` characters (as people count them), for names of strangers in a subject line. */
export const short = (text: string, most = 60): string => {
  const characters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
};
