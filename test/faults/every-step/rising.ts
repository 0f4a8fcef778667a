import { keys } from '../../../functions/shared/keys.ts';
import { putOnBus, sendSigned } from '../../commissions/webhooks.ts';
import { put } from '../../tiers/world.ts';
import { Browser, type Company, TryAgain } from './company.ts';
import { decides } from './moments.ts';
import type { Moment } from './world.ts';

/** Companies rise: by what is there, by hand, by application, by invitation; and their customers are asked. */
type Deed = Moment['does'];

const looksAtTiers: Deed = async (company) => {
  const partnerId = await company.finds();
  await company.portal(200, 'GET', '/portal/tier');
  await company.ops(200, 'GET', `/partners/${partnerId}/tier`, undefined, 'manager');
  await company.ops(200, 'GET', '/tiers');
  const { latest } = (await company.ops(200, 'GET', '/policy')).json();
  await company.ops(200, 'POST', '/tier-drafts', { channel: latest.tiers.channel });
};

const commits: Deed = async (company) => {
  const term = { annualMinor: 1_000_000, currency: 'USD', from: '2027-03-01', until: '2028-02-29' };
  const body = { key: 'first-year', ...term, reference: 'Contract 17' };
  await company.ops(201, 'POST', `/partners/${await company.finds()}/commitments`, body);
};

const agreesTerms: Deed = async (company) => {
  const term = { tier: 'Silver', marginBp: 2_200, mdfMatchBp: 4_000, from: '2027-03-01', until: '2028-02-29' };
  const body = { key: 'second-year', ...term, reference: 'Contract 17, appendix' };
  await company.ops(201, 'POST', `/partners/${await company.finds()}/channel-terms`, body);
};

const isLookedAfter: Deed = async (company) => {
  const path = `/partners/${await company.finds()}`;
  const [manager] = (await company.ops(200, 'GET', path)).json().managers;
  await company.ops(200, 'PUT', `${path}/manager`, { managerId: manager.personId });
};

const isRated: Deed = async (company) => {
  const partnerId = await company.finds();
  await company.ops(200, 'POST', `/partners/${partnerId}/satisfaction`, { list: 'ticket-1,5,2027-02-20' });
  const answers = [{ partnerId, key: 'nps-1', score: 4, at: '2027-02-21T10:00:00.000Z' }];
  const { status, text } = await sendSigned(company.cloud, '/api/satisfaction', { answers });
  await company.cloud.settle();
  if (status !== 200) throw new TryAgain(`${status} ${text}`);
};

const isGivenATier =
  (tier: string): Deed =>
  async (company) =>
    company.ops(200, 'POST', `/partners/${await company.finds()}/tier`, { tier, reason: 'As agreed in the review.' });

const isGrowth: Deed = async (company) => {
  const body = { tier: 'Growth', reason: 'Three joint customers.', override: true };
  const path = `/partners/${await company.finds()}/program-tier`;
  const { status } = await company.ops([200, 409], 'POST', path, body);
  if (status === 409) throw new TryAgain('Somebody else has just been given one.');
};

const customerOf = ({ name }: Company): string => `cora@${name}-b.example`;

/** As room deals tells it: the customer's contact lies beside the deal. */
const winsADeal: Deed = async (company) => {
  const { cloud, name } = company;
  const partnerId = await company.finds();
  const dealId = `deal-${name}`;
  await put(cloud, {
    ...keys.dealPart(dealId, 'CONTACT'),
    type: 'DEAL-CONTACT',
    dealId,
    name: 'Cora',
    email: customerOf(company),
  });
  const origination = { partnerId, run: 1, invoicing: 'agency', parts: [{ rule: 'margin', shareBp: 1_000 }] };
  const at = '2027-03-01T12:00:00.000Z';
  const won = {
    dealId,
    customer: { domainHash: `hash-of-${name}` },
    wonAt: at,
    from: at,
    origination,
    credits: [],
    policyVersion: 1,
  };
  await putOnBus(cloud, 'deal-closed-won.v1', `deal/${dealId}/won`, won, { partnerId, run: 1 });
};

const answersTheSurvey: Deed = async (company) => {
  const cora = new Browser(company.cloud, { email: customerOf(company), ip: '198.51.100.77' });
  const link = await cora.link('/survey#');
  if (!link) throw new TryAgain('There is no letter to the customer.');
  const path = `/api/surveys/${encodeURIComponent(link.slice(link.indexOf('#') + 1))}`;
  await cora.must(200, 'GET', path);
  await cora.must(200, 'POST', path, { score: 5 });
};

const isReviewed: Deed = async ({ cloud, name }) => {
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-tier-review'));
  const input = JSON.stringify({ quarter: '2026-Q4' });
  await cloud.engine.handle('StartExecution', {
    stateMachineArn: machine?.ref,
    name: `tier-review-by-hand-${name}`,
    input,
  });
  await cloud.settle();
};

export const risen: readonly Moment[] = [
  { at: 'hour 6', does: commits },
  { at: 'hour 8', does: isRated },
  { at: 'hour 10', does: isGivenATier('Silver') },
  { at: 'hour 11', does: agreesTerms },
  { at: 'hour 11', does: isLookedAfter },
  { at: 'hour 12', does: isGrowth },
  { at: 'hour 13', does: decides('channel-terms', 'approved') },
  { at: 'hour 14', does: winsADeal },
  { at: 'hour 16', does: looksAtTiers },
  { at: 'hour 18', does: isReviewed },
  { at: 'day 31 hour 12', does: answersTheSurvey },
  { at: 'day 32', does: (company) => company.withdraws() },
];

/** What the program does every day for tiers. */
export const DAILY = ['tiers-start-tier-review', 'tiers-send-surveys'] as const;

const applies: Deed = (company) =>
  company.portal([202, 409], 'POST', '/portal/tier/application', { text: 'Ten sales in the first month.' });

const isInvited: Deed = async (company) =>
  company.ops([201, 409], 'POST', `/partners/${await company.finds()}/ambassador-invitation`, { text: 'Join us.' });

const asksForContent: Deed = (company) =>
  company.portal([202, 409], 'POST', '/portal/tier/asks', { what: 'co-creation', text: 'A guide for shops.' });

export const invited: readonly Moment[] = [
  { at: 'hour 6', does: applies },
  { at: 'hour 8', does: decides('tier-application', 'granted') },
  { at: 'hour 10', does: isInvited },
  { at: 'hour 12', does: (company) => company.portal(200, 'POST', '/portal/tier/invitation', { answer: 'accepted' }) },
  { at: 'hour 14', does: asksForContent },
  { at: 'hour 16', does: decides('tier-ask', 'agreed') },
];

const colleagueOf = ({ name }: Company, who: string): string => `${who}@${name}-b.example`;

const invites =
  (who: string): Deed =>
  (company) =>
    company.portal(202, 'POST', '/portal/colleagues', { name: who, email: colleagueOf(company, who) });

const joins =
  (who: string): Deed =>
  async (company) => {
    const colleague = new Browser(company.cloud, { email: colleagueOf(company, who), ip: '198.51.100.78' });
    const link = await colleague.link('/join#');
    if (!link) throw new TryAgain('There is no invitation.');
    await colleague.must(200, 'POST', '/api/colleagues/acceptance', { token: link.slice(link.indexOf('#') + 1) });
  };

/** The id of a colleague; none once it is removed. */
const personOf = async (company: Company, who: string): Promise<string | undefined> => {
  const { people } = (await company.portal(200, 'GET', '/portal/colleagues')).json();
  return people.find(({ email }: { email: string }) => email === colleagueOf(company, who))?.personId;
};

const removes: Deed = async (company) => {
  const personId = await personOf(company, 'bob');
  if (personId) await company.portal(200, 'POST', `/portal/colleagues/${personId}/removal`, {});
};

const erases: Deed = async (company) => {
  const personId = await personOf(company, 'dora');
  const path = `/partners/${await company.finds()}/colleagues/${personId}/erasure`;
  if (personId) await company.ops(200, 'POST', path, { reason: 'Asked for by the person.' });
};

export const together: readonly Moment[] = [
  { at: 'hour 6', does: invites('bob') },
  { at: 'hour 7', does: invites('dora') },
  { at: 'hour 8', does: joins('bob') },
  { at: 'hour 9', does: joins('dora') },
  { at: 'hour 12', does: removes },
  { at: 'hour 14', does: erases },
];
