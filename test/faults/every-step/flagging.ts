import { send } from '../../commissions/webhooks.ts';
import { START } from '../../support/cloud.ts';
import { type Company, TryAgain } from './company.ts';
import type { Moment } from './world.ts';

/** An affiliate buys by its own link, and from its own company; the team and the affiliate deal with what is flagged. */
type Deed = Moment['does'];

const DAY_MS = 86_400_000;

/** A payment, told again with the same words until it is taken. */
const pays =
  (sale: string, day: number, email: (company: Company) => string): Deed =>
  async (company) => {
    // Later than its click, however often that was tried.
    const at = new Date(Date.parse(START) + day * DAY_MS + 7_200_000).toISOString();
    const about = { saleId: `${sale}-${company.name}`, customerId: `${sale}-of-${company.name}`, currency: 'USD' };
    const data = { ...about, amountMinor: 10_000, touches: [company.click], email: email(company) };
    const { status, text } = await send(company.cloud, 'sale', data, { at });
    await company.cloud.settle();
    if (status !== 200 && status !== 202) throw new TryAgain(`${status} ${text}`);
  };

const domainOf = ({ email }: Company): string => email.slice(email.indexOf('@'));

interface Shown {
  readonly flagId: string;
  readonly title: string;
  readonly state: string;
}

/** The company's flag of this title, as its own page has it. */
const flagOf = async (company: Company, title: string): Promise<Shown> => {
  const { flags } = (await company.portal(200, 'GET', '/portal/flags')).json();
  const found = flags.find((one: Shown) => one.title === title);
  if (!found) throw new TryAgain(`There is no flag "${title}" yet.`);
  return found;
};

const decidesFlag: Deed = async (company) => {
  await company.ops(200, 'GET', '/flags?which=open');
  const { flagId, state } = await flagOf(company, 'Same company domain');
  const path = `/partners/${await company.finds()}/flags/${flagId}`;
  await company.ops(200, 'GET', path);
  const body = { outcome: 'released', reason: 'A client in the same house.' };
  if (state === 'open') await company.ops([200, 409], 'POST', `${path}/decision`, body, 'manager');
};

const takesMoreTime: Deed = async (company) => {
  const { flagId } = await flagOf(company, 'Same company domain');
  const path = `/partners/${await company.finds()}/flags/${flagId}`;
  const { history } = (await company.ops(200, 'GET', path)).json();
  if (history.some(({ did }: { did: string }) => did === 'extend')) return;
  const body = { secondOwnerAt: new Date(Date.parse(START) + 20 * DAY_MS).toISOString(), reason: 'Waiting.' };
  await company.ops([200, 409], 'POST', `${path}/time-out`, body, 'manager');
};

const appeals: Deed = async (company) => {
  const { flagId } = await flagOf(company, 'Own purchase: same mailbox');
  await company.portal(200, 'POST', `/portal/flags/${flagId}/appeal`, { reason: 'For a client without a card.' });
};

const reports: Deed = async (company) => {
  const body = { rule: 'misleading-claims', seen: 'A page says that the product is free.' };
  await company.ops(201, 'POST', `/partners/${await company.finds()}/flags`, body);
};

/** Somebody outside tells of a page with claims that are not true. */
const isComplainedOf: Deed = async (company) => {
  const body = { about: `${company.name}.example`, seen: 'It says that it is free.', url: 'https://blog.test/free' };
  await company.browser.must(202, 'POST', '/api/complaints', body);
};

export const suspected: readonly Moment[] = [
  { at: 'day 1 hour 3', does: pays('own', 1, ({ email }) => email.replace('@', '+shop@')) },
  { at: 'day 1 hour 4', does: pays('office', 1, (company) => `tim${domainOf(company)}`) },
  { at: 'day 2', does: takesMoreTime },
  { at: 'day 3', does: decidesFlag },
  { at: 'day 4', does: appeals },
  { at: 'day 5', does: reports },
  { at: 'day 5 hour 2', does: isComplainedOf },
  { at: 'day 6 hour 3', does: pays('later', 6, ({ name }) => `zoe@customer-of-${name}.test`) },
];
