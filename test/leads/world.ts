import { expect } from 'vitest';
import type { Lead, OwnLead } from '../../functions/leads/contract.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import type { Reseller } from '../mdf/world.ts';
import { anotherIp, item } from '../support/people.ts';

let sources = 0;
/** A software company in Europe, unless told. */
export const aLead = (over: Record<string, unknown> = {}): Record<string, unknown> => {
  sources++;
  return {
    source: `site-${sources}`,
    company: `Northwind ${sources}`,
    region: 'europe',
    vertical: 'software',
    country: 'DE',
    person: { name: 'Nora Wind', email: `nora${sources}@northwind.example`, phone: '+49 30 1234567' },
    message: 'Please call us.',
    consent: { at: '2027-03-01T08:00:00Z', words: 'I agree to be called by a partner.' },
    ...over,
  };
};

export const leadOf = async (cloud: Cloud, leadId: string): Promise<Lead | undefined> =>
  (await item(cloud, `LEAD#${leadId}`, 'LEAD')) as unknown as Lead | undefined;

/** A partner at its page of leads. */
export const atLeads = (cloud: Cloud, { cookie }: Pick<Reseller, 'cookie'>) => {
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => {
    const reply = await cloud.http(method, `/api/portal${path}`, {
      cookie,
      sourceIp: anotherIp(),
      ...(body ? { body } : {}),
    });
    await cloud.settle();
    return reply;
  };
  return {
    show: async () => (await call('GET', '/leads')).json(),
    find: async (leadId: string): Promise<OwnLead | undefined> =>
      (await call('GET', '/leads')).json().leads.find((one: OwnLead) => one.leadId === leadId),
    takes: (over: Record<string, unknown> = {}) =>
      call('PUT', '/lead-setting', { accepts: true, regions: ['europe'], verticals: ['software'], ...over }),
    accept: (leadId: string) => call('POST', `/leads/${leadId}/answer`, { answer: 'accept' }),
    decline: (leadId: string, reason = 'We are fully booked.') =>
      call('POST', `/leads/${leadId}/answer`, { answer: 'decline', reason }),
    report: (leadId: string, outcome: string, over: Record<string, unknown> = {}) =>
      call('POST', `/leads/${leadId}/outcome`, { outcome, ...over }),
  };
};

/** The team enters a lead by hand; its id. */
export const enters = async (cloud: Cloud, cookie: string, over: Record<string, unknown> = {}): Promise<string> => {
  const reply = await cloud.http('POST', '/api/ops/leads', { cookie, body: { leads: [aLead(over)] } });
  expect(reply.status, reply.text).toBe(201);
  await cloud.settle();
  return reply.json().leads[0].leadId;
};
