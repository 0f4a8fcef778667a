import { typed } from '../../support/people.ts';
import { type Company, TryAgain } from './company.ts';
import type { Moment } from './world.ts';

/** What companies and the team do at a moment: each looks first, so that it can be done again after a failure. */
type Deed = Moment['does'];

export const signsUp: readonly Moment[] = [
  { at: 'minute 0', does: (company) => company.opensTheForm() },
  { at: 'minute 1', does: (company) => company.sendsTheForm() },
  { at: 'minute 2', does: (company) => company.confirms() },
];

/** Shares of a company of which so many percent lie inside the program's profile. */
export const customersWithin = (percent: number): Record<string, unknown> => ({
  kind: 'shares',
  segment: { 'mid-market': percent, enterprise: 100 - percent },
  industry: { software: percent, healthcare: 100 - percent },
  companySize: { '50-249': percent, '1-9': 100 - percent },
  region: { europe: percent, 'asia-pacific': 100 - percent },
});

export const records =
  (fact: string, detail: Record<string, unknown> = {}): Deed =>
  async (company) =>
    company.ops([201, 409], 'POST', `/partners/${await company.finds()}/facts`, { fact, note: 'Went well.', detail });

export const scores = (points: number): Record<string, unknown> => ({
  scores: {
    'brand-reputation': points,
    'technical-readiness': points,
    'executive-sponsorship': points,
    'cultural-alignment': points,
  },
});

export const decides =
  (kind: string, outcome: string, detail: Record<string, unknown> = {}, by: 'ops' | 'manager' = 'manager'): Deed =>
  async (company) => {
    const taskId = await company.task(kind, outcome);
    await company.ops(200, 'GET', `/tasks/${taskId}`, undefined, 'manager');
    const body = { outcome, reason: 'After a look at it.', detail };
    await company.ops([200, 409], 'POST', `/tasks/${taskId}/decision`, body, by);
  };

/** Ops look at everything about the company. */
export const describes: Deed = async (company) => {
  await company.ops(200, 'GET', '/partners?stage=Activate');
  await company.ops(200, 'GET', `/partners/${company.partnerId}`);
  await company.ops(200, 'GET', `/partners/${company.partnerId}/scorecards`);
  await company.ops(200, 'GET', `/partners/${company.partnerId}/timeline`);
  const letters = `/partners/${company.partnerId}/timeline?kind=letters`;
  const { entries } = (await company.ops(200, 'GET', letters)).json();
  for (const { about } of entries.slice(0, 1)) {
    const key = encodeURIComponent(about.id);
    await company.ops(200, 'GET', `/partners/${company.partnerId}/letters?key=${key}`);
  }
};

/** The company looks at all that has happened, and at a letter again. */
export const looksBack: Deed = async (company) => {
  await company.portal(200, 'GET', '/portal/terms');
  await company.portal(200, 'GET', '/portal/timeline');
  const { entries } = (await company.portal(200, 'GET', '/portal/timeline?kind=letters')).json();
  for (const { about } of entries.slice(0, 1)) {
    await company.portal(200, 'GET', `/portal/letters?key=${encodeURIComponent(about.id)}`);
  }
};

/** Ops score the company again, unless that is on its page already. */
export const grants: Deed = async (company) => {
  const path = `/partners/${await company.finds()}/scorecards`;
  const { scorecards } = (await company.ops(200, 'GET', path)).json();
  if (scorecards.length < 2) await company.ops(201, 'POST', path, { note: 'A second look.' });
};

export const nominates: Deed = (company) => {
  const { marketingConsent: _, category: __, ...nominated } = typed(company.name);
  return company.ops([202, 409], 'POST', '/nominations', nominated);
};

export const publishes: Deed = async (company: Company) => {
  const note = `Published for ${company.name}`;
  const { versions, inForce } = (await company.ops(200, 'GET', '/policy')).json();
  if (versions.some((one: { note?: string }) => one.note === note)) return;
  const basedOn = Math.max(...versions.map((one: { version: number }) => one.version));
  const effectiveAt = new Date(company.cloud.clock.now() + 3_600_000).toISOString();
  await company.ops(201, 'POST', '/policy', { basedOn, effectiveAt, note, document: inForce.document });
};

/**
 * What another tool knows of the company: a link of a partner nobody has named yet, the company itself, a new contact
 * beside it, another link, what it has earned there. Each file waits until the one before it is done.
 */
export const isImported: Deed = async (company) => {
  const { name, email } = company;
  const files = [
    ['links', `Key,URL,Partner ID\n${name}-early,,${name}`],
    ['partners', `ID,Name,Email,Website\n${name},${name},${email},\n${name}-b,${name} b,bo@${name}-b.example,`],
    ['links', `Key,URL,Partner ID\n${name}-old,,${name}`],
    [
      'commissions',
      `ID,Earnings,Currency,Status,Created at,Partner ID\n${name}-cm,12.30,USD,pending,2027-02-20T10:00:00Z,${name}`,
    ],
  ] as const;
  for (const [kind, text] of files) {
    const options = kind === 'partners' ? { letters: true, country: 'DE' } : {};
    const { importId } = (await company.ops(200, 'POST', '/imports', { tool: 'dub', kind, options, text })).json();
    await company.ops(202, 'POST', `/imports/${importId}/start`);
    const { state } = (await company.ops(200, 'GET', `/imports/${importId}`)).json();
    if (state !== 'done') throw new TryAgain(`Import of ${kind}: ${state}`);
  }
  await company.ops(200, 'GET', '/imports');
};

/** Ops take everything out. */
export const exports: Deed = async (company) => {
  await company.ops(200, 'GET', '/integrations');
  for (const part of ['claims', 'facts', 'pages', 'partners', 'links', 'policy']) {
    await company.ops(200, 'GET', `/export?part=${part}`);
  }
  for (const sheet of ['balances', 'commissions']) await company.ops(200, 'GET', `/export-sheet?sheet=${sheet}`);
};

/** Ops ask for a plan of its own for the company. */
export const asksForTerms: Deed = async (company) => {
  const path = `/partners/${await company.finds()}/terms`;
  const { changes } = (await company.ops(200, 'GET', path)).json();
  if (changes.length > 0) return;
  const from = new Date(company.cloud.clock.now() + 7 * 86_400_000).toISOString();
  const reason = 'It brings many customers.';
  await company.ops(200, 'POST', path, { key: `terms-${company.name}`, plan: 'preferred', from, reason });
};

const noteOf = (company: Company): string => `Proposed for ${company.name}`;

/** Ops want other rates; a manager refuses them: of several that were approved only the first would be published. */
export const proposesRates: Deed = async (company) => {
  const { versions, latest, proposals } = (await company.ops(200, 'GET', '/policy')).json();
  if (proposals.some((one: { note: string }) => one.note === noteOf(company))) return;
  const { version: basedOn, effectiveAt: earliest } = versions.at(-1);
  const inAnHour = new Date(company.cloud.clock.now() + 3_600_000).toISOString();
  const effectiveAt = inAnHour > earliest ? inAnHour : earliest;
  const document = { ...latest, terms: { ...latest.terms, cookieDays: latest.terms.cookieDays + 1 } };
  await company.ops(201, 'POST', '/policy', { basedOn, effectiveAt, note: noteOf(company), document });
};
export const refusesRates: Deed = async (company) => {
  const { proposals } = (await company.ops(200, 'GET', '/policy')).json();
  const mine = proposals.find((one: { note: string }) => one.note === noteOf(company));
  if (mine?.state !== 'proposed') return;
  const { tasks } = (await company.ops(200, 'GET', '/tasks', undefined, 'manager')).json();
  const asked = tasks.find((one: { detail: { note?: string } }) => one.detail.note === noteOf(company));
  if (!asked) throw new TryAgain('No task for the proposal yet.');
  const body = { outcome: 'refused', reason: 'After a look at it.' };
  await company.ops([200, 409], 'POST', `/tasks/${asked.taskId}/decision`, body, 'manager');
};

/** Ops ask what another rate would have cost, and look at the answer. */
export const asksWhatIf: Deed = async (company) => {
  const draft = { terms: { firstPaymentBp: 2_000 } };
  const body = { key: `what-if-${company.name}`, draft, from: '2027-03', to: '2027-03', note: company.name };
  const { whatIfId } = (await company.ops(202, 'POST', '/what-if', body)).json();
  await company.ops(200, 'GET', '/what-if');
  const customer = { contractMinor: 120_000, currency: 'USD', lifetimeMonths: 24 };
  await company.ops(200, 'POST', '/calculator', customer);
  await company.ops(200, 'GET', `/what-if/${whatIfId}`);
  await company.ops(200, 'GET', `/what-if/${whatIfId}/partners/${await company.finds()}`);
};

/** Ops ask whom a month would be credited to by another model, and look at the answer. */
export const asksAttribution: Deed = async (company) => {
  const asked = { model: 'linear', period: '2027-03' };
  const body = { key: `attribution-${company.name}`, ...asked };
  const { whatIfId } = (await company.ops(202, 'POST', '/attribution', body)).json();
  await company.cloud.settle();
  const { report } = (await company.ops(200, 'GET', '/attribution?model=linear&period=2027-03')).json();
  if (!report) throw new TryAgain('The report is not there yet.');
  await company.ops(200, 'GET', `/attribution/${whatIfId}/partners/${await company.finds()}`);
  await company.ops(200, 'GET', `/attribution/${whatIfId}/partners`);
};
