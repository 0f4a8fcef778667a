import { setTier } from '../../mdf/world.ts';
import { type Company, TryAgain } from './company.ts';
import { decides } from './moments.ts';
import type { Moment } from './world.ts';

/** A reseller asks for development funds; one request is paid, one is called off. */
type Deed = Moment['does'];

interface Asked {
  readonly requestId: string;
  readonly state: string;
  readonly title: string;
}

const isSilver: Deed = async (company) => setTier(company.cloud, await company.finds(), 'Silver');

/** The same key is the same request. */
const asks =
  (title: string, fundMinor: number): Deed =>
  async (company) => {
    const body = {
      key: `${title}-${company.name}`,
      activity: 'event',
      title,
      expected: 'Fifty leads.',
      activityOn: '2027-03-05',
      budgetMinor: 400_000,
      fundMinor,
    };
    await company.portal(201, 'POST', '/portal/mdf', body);
  };

/** The request of this title, in one of these states; tried again later where it is not so far. */
const find = async (company: Company, title: string, states: readonly string[]): Promise<Asked> => {
  const { requests } = (await company.portal(200, 'GET', '/portal/mdf')).json();
  const found = requests.find((one: Asked) => one.title === title);
  if (found && states.includes(found.state)) return found;
  throw new TryAgain(`The request for a ${title} is ${found?.state ?? 'not there'}.`);
};

const callsItOff: Deed = async (company) => {
  const { requestId } = await find(company, 'meet-up', ['requested', 'cancelled']);
  await company.portal(200, 'POST', `/portal/mdf/${requestId}/cancellation`, { reason: 'No room was free.' });
};

const heldIt: Deed = async (company) => {
  const { requestId, state } = await find(company, 'exhibition', ['approved', 'held']);
  if (state === 'held') return;
  await company.portal(200, 'POST', `/portal/mdf/${requestId}/activity`, { heldOn: '2027-03-05' });
};

const provesIt: Deed = async (company) => {
  const { requestId } = await find(company, 'exhibition', ['held', 'in-review']);
  const links = ['https://files.example.com/receipts.pdf'];
  await company.portal(200, 'POST', `/portal/mdf/${requestId}/proof`, { actualMinor: 240_000, links, leadCount: 12 });
};

const namesLeads: Deed = async (company) => {
  const { requestId } = await find(company, 'exhibition', ['settled']);
  await company.portal(200, 'PUT', `/portal/mdf/${requestId}/results`, { deals: [], leads: ['lead-1'] });
};

const looksAtFunds: Deed = async (company) => {
  await company.ops(200, 'GET', '/mdf');
  await company.ops(200, 'GET', `/partners/${await company.finds()}/mdf`);
};

export const funded: readonly Moment[] = [
  { at: 'hour 4', does: isSilver },
  { at: 'hour 5', does: asks('exhibition', 200_000) },
  { at: 'hour 8', does: decides('mdf', 'approved-in-part', { amount: '1500' }) },
  { at: 'hour 10', does: asks('meet-up', 50_000) },
  { at: 'hour 14', does: callsItOff },
  { at: 'day 1', does: looksAtFunds },
  { at: 'day 5', does: heldIt },
  { at: 'day 6', does: provesIt },
  { at: 'day 6 hour 6', does: decides('mdf-proof', 'accepted') },
  { at: 'day 6 hour 12', does: namesLeads },
];
