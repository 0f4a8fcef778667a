import type { Company } from './company.ts';
import { dealt } from './dealing.ts';
import { asksForLogo, brands, sends, sendsAFile, stocks } from './filing.ts';
import { suspected } from './flagging.ts';
import { funded } from './funding.ts';
import {
  asksForTerms,
  asksWhatIf,
  customersWithin,
  decides,
  describes,
  exports,
  grants,
  isImported,
  looksBack,
  nominates,
  proposesRates,
  publishes,
  records,
  refusesRates,
  scores,
  signsUp,
} from './moments.ts';
import { changed, NIGHTLY, paid } from './paying.ts';
import { DAILY as REVIEWS_DAILY, reviewed } from './reviewing.ts';
import { DAILY, invited, risen, together } from './rising.ts';
import { flagged, looksAtEarnings, told, toldByStripe } from './selling.ts';
import type { Scenario } from './world.ts';

const channel = { programType: 'channel', targetTier: 'Registered' };
const looksAt = (path: string) => (company: Company) => company.portal(200, 'GET', path);
const labFile = async (company: Company) => {
  const fileId = await sends(company, 'lab-proof');
  return company.portal(202, 'POST', '/portal/courses/technical/lab', { fileId, note: 'See the picture.' });
};
const labProof = { proof: 'https://git.example.com/lab', note: 'Start with the README.' };

/**
 * Together they reach every handler of every room (a test says which is missing). Short: the clock jumps from moment to
 * moment. Whoever adds an operation adds it to one of them, or adds another.
 */
export const scenarios: readonly Scenario[] = [
  {
    name: 'a reseller is onboarded, complains and is sunset',
    says: channel,
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'hour 4', does: (company) => company.reads('sales') },
      { at: 'hour 5', does: (company) => company.takesTheQuiz(1, false) },
      { at: 'day 2', does: (company) => company.takesTheQuiz(2, true) },
      { at: 'day 3', does: records('first-call-recorded') },
      { at: 'day 4', does: records('activity-recorded') },
      { at: 'day 5', does: looksAt('/portal/journey') },
      { at: 'day 6', does: records('kpis-agreed', { kpis: ['Ten leads', 'Two sales', 'One case study'] }) },
      { at: 'day 6 hour 4', does: describes },
      { at: 'day 6 hour 5', does: looksBack },
      { at: 'day 8', does: records('activity-met') },
      { at: 'day 9', does: (company) => company.browser.signOut() },
      { at: 'day 9 hour 2', does: (company) => company.complains() },
      {
        at: 'day 10',
        does: async (company) =>
          company.ops([200, 409], 'POST', `/partners/${company.partnerId}/stop`, { reason: 'No activity.' }),
      },
    ],
    until: 'day 13',
  },
  {
    name: 'a reseller asks for development funds and is paid',
    says: channel,
    moments: [...signsUp, { at: 'hour 3', does: (company) => company.accepts() }, ...funded],
    until: 'day 8',
  },
  {
    name: 'an affiliate brings clicks, unsubscribes and withdraws',
    says: {},
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'hour 5', does: looksAt('/portal/link') },
      { at: 'day 1', does: (company) => company.getsAClick() },
      { at: 'day 1 hour 6', does: (company) => company.hasALinkOfItsOwn() },
      { at: 'day 1 hour 10', does: (company) => company.asksForACoupon() },
      { at: 'day 1 hour 14', does: decides('coupon', 'given') },
      { at: 'day 1 hour 18', does: (company) => company.losesItsCoupon() },
      { at: 'day 2', does: grants },
      { at: 'day 6', does: (company) => company.unsubscribes() },
      { at: 'day 22', does: decides('landing-page', 'made', { url: 'https://example.com/landing' }) },
      { at: 'day 24', does: (company) => company.withdraws() },
    ],
    until: 'day 27',
  },
  {
    name: 'customers of an affiliate pay, and take some of it back',
    says: {},
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'day 1', does: (company) => company.getsAClick() },
      ...told,
      ...toldByStripe,
      ...flagged,
      { at: 'day 9', does: looksAtEarnings },
    ],
    until: 'day 11',
  },
  {
    name: 'a reseller registers deals, and is sunset',
    says: channel,
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      ...dealt,
      {
        at: 'day 6',
        does: async (company) =>
          company.ops([200, 409], 'POST', `/partners/${await company.finds()}/stop`, { reason: 'No activity.' }),
      },
    ],
    until: 'day 8',
  },
  {
    name: 'an affiliate buys from itself, and is reported',
    says: {},
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'day 1', does: (company) => company.getsAClick() },
      ...suspected,
      { at: 'day 7', does: decides('appeal', 'reinstated') },
    ],
    until: 'day 9',
  },
  {
    name: 'an affiliate says how it is paid, and is paid',
    says: {},
    moments: [...signsUp, { at: 'hour 3', does: (company) => company.accepts() }, ...changed, ...paid],
    nightly: NIGHTLY,
    until: 'day 33',
  },
  {
    name: 'a reseller of tier Silver is scored by people and certified',
    says: { programType: 'channel', targetTier: 'Silver' },
    moments: [
      ...signsUp,
      { at: 'hour 2', does: decides('scorecard', 'needs-more', { note: 'Which customers in Europe?' }) },
      {
        at: 'day 1',
        does: (company) => company.portal([200, 409], 'POST', '/portal/application', { audienceSize: 40_000 }),
      },
      { at: 'day 1 hour 12', does: decides('scorecard-again', 'scored', scores(4)) },
      { at: 'day 2 hour 3', does: (company) => company.accepts() },
      { at: 'day 2 hour 6', does: sendsAFile },
      { at: 'day 2 hour 9', does: stocks },
      { at: 'day 3', does: (company) => company.reads('technical') },
      { at: 'day 4', does: (company) => company.portal(202, 'POST', '/portal/courses/technical/lab', labProof) },
      { at: 'day 5', does: decides('lab', 'failed', { note: 'Show the repeat.' }) },
      { at: 'day 6', does: labFile },
      { at: 'day 7', does: decides('lab', 'passed') },
      { at: 'day 7 hour 3', does: (company) => company.reads('sales') },
      { at: 'day 8', does: (company) => company.takesTheQuiz(1, false) },
      { at: 'day 9 hour 6', does: (company) => company.takesTheQuiz(2, false) },
      { at: 'day 10 hour 12', does: (company) => company.takesTheQuiz(3, false) },
      { at: 'day 10 hour 18', does: decides('quiz-attempts', 'granted') },
      { at: 'day 11 hour 18', does: (company) => company.takesTheQuiz(4, true) },
      { at: 'day 12', does: asksForLogo },
      { at: 'day 13', does: decides('logo', 'approved') },
      { at: 'day 13 hour 6', does: brands },
    ],
    until: 'day 16',
  },
  {
    name: 'a reseller rises, and its customer is asked how it went',
    says: channel,
    moments: [...signsUp, { at: 'hour 3', does: (company) => company.accepts() }, ...risen],
    nightly: DAILY,
    until: 'day 33',
  },
  {
    name: 'a reseller has colleagues, and loses them',
    says: channel,
    moments: [...signsUp, { at: 'hour 3', does: (company) => company.accepts() }, ...together],
    until: 'day 1',
  },
  {
    name: 'an affiliate applies for Preferred, and is invited to Ambassador',
    says: {},
    moments: [...signsUp, { at: 'hour 3', does: (company) => company.accepts() }, ...invited],
    until: 'day 1',
  },
  {
    name: 'the quarters of a reseller are reviewed',
    says: { programType: 'channel', targetTier: 'Silver' },
    moments: [...signsUp, ...reviewed],
    nightly: REVIEWS_DAILY,
    // Before the milestones of its onboarding are overdue.
    until: 'day 20',
  },
  {
    name: 'nobody decides about an affiliate below the gate',
    says: { customers: customersWithin(50) },
    moments: signsUp,
    until: 'day 4',
  },
  {
    name: 'a nominated company is erased',
    says: {},
    moments: [
      { at: 'minute 1', does: nominates },
      { at: 'hour 2', does: (company) => company.confirms() },
      {
        at: 'hour 5',
        does: (company) => company.portal([200, 409], 'POST', '/portal/application', { category: 'crm' }),
      },
      { at: 'day 1', does: (company) => company.accepts() },
      { at: 'day 2', does: (company) => company.finds() },
      {
        at: 'day 4',
        does: (company) =>
          company.ops(200, 'POST', `/partners/${company.partnerId}/erasure`, { reason: 'Asked for by the person.' }),
      },
    ],
    until: 'day 8',
  },
  {
    name: 'letters come back',
    says: channel,
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.finds() },
      { at: 'day 1', does: async (company) => company.cloud.mail.fate(company.email, 'bounce') },
    ],
    until: 'day 20',
  },
  {
    name: 'a certificate is not renewed',
    says: channel,
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'hour 4', does: (company) => company.hasACertificateFor(34) },
    ],
    until: 'day 38',
  },
  {
    name: 'what an affiliate has in another tool is imported',
    says: {},
    moments: [
      ...signsUp,
      { at: 'hour 2', does: isImported },
      { at: 'hour 4', does: (company) => company.accepts() },
      { at: 'hour 6', does: exports },
    ],
    until: 'day 2',
  },
  {
    name: 'an affiliate gets terms of its own',
    says: {},
    moments: [
      ...signsUp,
      { at: 'hour 3', does: (company) => company.accepts() },
      { at: 'hour 5', does: asksForTerms },
      { at: 'hour 7', does: decides('terms', 'approved') },
      { at: 'hour 9', does: asksWhatIf },
    ],
    until: 'day 1',
  },
  {
    name: 'a policy is published',
    says: {},
    moments: [
      { at: 'minute 1', does: publishes },
      { at: 'hour 2', does: proposesRates },
      { at: 'hour 4', does: refusesRates },
    ],
    until: 'day 1',
  },
];
