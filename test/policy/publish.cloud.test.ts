import { beforeAll, describe, expect, test } from 'vitest';
import { anAffiliate } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item, items, join, MANAGER, OPS, signIn } from '../support/people.ts';

const cloud = withCloud();
let ops = '';
let mara = '';
beforeAll(async () => {
  [ops, mara] = [await signIn(cloud(), OPS), await signIn(cloud(), MANAGER)];
  for (const name of ['oak', 'fir']) await join(cloud(), name);
});

const show = async () => (await cloud().http('GET', '/api/ops/policy', { cookie: ops })).json();
const publish = (body: unknown, cookie = ops) => cloud().http('POST', '/api/ops/policy', { body, cookie });
const in30Days = () => new Date(cloud().clock.now() + 30 * 86_400_000).toISOString();
const lessCookies = async (effectiveAt: string) => {
  const { document } = (await show()).inForce;
  return {
    basedOn: 1,
    note: 'Less',
    effectiveAt,
    document: { ...document, terms: { ...document.terms, cookieDays: 45 } },
  };
};
const decide = async (cookie: string, outcome: string) => {
  const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie: ops })).json();
  const { taskId } = tasks.find((one: { kind: string }) => one.kind === 'policy');
  const reply = await cloud().http('POST', `/api/ops/tasks/${taskId}/decision`, {
    cookie,
    body: { outcome, reason: 'Looked at.' },
  });
  await cloud().settle();
  return reply;
};
const now = () => new Date(cloud().clock.now()).toISOString();

describe('Publishing a policy', () => {
  test('the defaults hold until somebody publishes, with the override that this stage records [L13]', async () => {
    const { inForce, versions, warnings } = await show();
    expect(inForce.version).toBe(1);
    expect(versions).toHaveLength(1);
    expect(warnings).toEqual([]);
    const open = inForce.document.signUp.openTypes;
    expect(open.map((one: { type: string }) => one.type)).toEqual(['affiliate', 'channel']);
  });

  test('is for ops, not for managers', async () => {
    const { inForce } = await show();
    const body = { basedOn: 1, effectiveAt: now(), note: 'A try', document: inForce.document };
    expect((await publish(body, mara)).status).toBe(403);
  });

  test('takes effect ten minutes later at the earliest: until then not every function knows of it', async () => {
    const { document } = (await show()).inForce;
    const body = { basedOn: 1, effectiveAt: now(), note: 'A holiday', document };
    expect((await publish(body)).json().detail).toContain('at least 10 minutes after it');
  });

  test('worse terms need 30 days of notice [Z2]', async () => {
    const tooSoon = await publish(await lessCookies(now()));
    expect(tooSoon.status).toBe(422);
    expect(tooSoon.json().detail).toContain('Cookie days: 60 becomes 45');
  });

  test('other rates or limits wait for a second person, who is not the first [A14]', async () => {
    const body = await lessCookies(in30Days());
    const asked = await publish(body);
    expect(asked.status).toBe(201);
    expect(asked.json()).toMatchObject({
      state: 'proposed',
      version: 2,
      worseForPartners: ['Cookie days: 60 becomes 45.'],
    });
    expect((await publish(body)).json()).toEqual(asked.json());
    await cloud().settle();
    const { versions, proposals } = await show();
    expect(versions).toHaveLength(1);
    expect(proposals).toMatchObject([{ state: 'proposed', basedOn: 1 }]);
    expect((await decide(ops, 'approved')).json().title).toBe('second person needed');
  });

  test('what was approved is published, later where the notice would be short', async () => {
    expect((await decide(mara, 'approved')).status).toBe(200);
    const { inForce, versions, proposals } = await show();
    expect(inForce.version).toBe(1);
    expect(versions[1]).toMatchObject({ version: 2, note: 'Less' });
    expect(Date.parse(versions[1].effectiveAt) - Date.parse(versions[1].publishedAt)).toBe(30 * 86_400_000);
    expect(versions[1].approvedBy).not.toBe(versions[1].publishedBy);
    expect(proposals[0].state).toBe('published');
  });

  test('each partner whom it concerns is told once, before it takes effect [B3]', async () => {
    const letters = (await cloud().inbox.all()).filter(({ subject }) => subject.includes('The terms of'));
    expect(letters.flatMap(({ to }) => to).sort()).toEqual([
      '"Ann Miller" <ann@fir.example>',
      '"Ann Miller" <ann@oak.example>',
    ]);
    expect(letters[0]?.text).toContain('Cookie days: 60 becomes 45.');
    expect(letters[0]?.text).toContain('Wednesday, 31 March 2027');
  });

  test('and so is one who accepts its terms in between', async () => {
    await anAffiliate(cloud(), 'yew');
    const letters = await cloud().inbox.to('ann@yew.example');
    expect(letters.filter(({ subject }) => subject.includes('The terms of'))).toHaveLength(1);
  });

  test('a proposal that somebody overtook is outdated, and changes nothing', async () => {
    const { latest } = await show();
    const terms = { ...latest.terms, cookieDays: 90 };
    const effectiveAt = new Date(cloud().clock.now() + 40 * 86_400_000).toISOString();
    const body = { basedOn: 2, effectiveAt, note: 'More', document: { ...latest, terms } };
    expect((await publish(body)).json().state).toBe('proposed');
    const holidays = [...latest.calendar.holidays, '2030-01-01'];
    const holiday = { ...latest, calendar: { ...latest.calendar, holidays } };
    expect((await publish({ ...body, note: 'A holiday', document: holiday })).json()).toMatchObject({
      state: 'published',
      version: 3,
    });
    await cloud().settle();
    await decide(mara, 'approved');
    const { versions, proposals } = await show();
    expect(versions).toHaveLength(3);
    expect(proposals[0].state).toBe('outdated');
  });

  test('on a version that is not the latest is a 409', async () => {
    const { document } = (await show()).inForce;
    expect((await publish({ basedOn: 1, effectiveAt: in30Days(), note: 'Late', document })).status).toBe(409);
  });

  test('a number that cannot be is a 422 that names it', async () => {
    const { document } = (await show()).inForce;
    const wrong = { ...document, terms: { ...document.terms, firstPaymentBp: 10_001 } };
    const reply = await publish({ basedOn: 3, effectiveAt: in30Days(), note: 'Wrong', document: wrong });
    expect(reply.status).toBe(422);
    expect(reply.json().errors[0].field).toBe('document.terms.firstPaymentBp');
  });
});

describe('What a customer costs [A15]', () => {
  const customer = { contractMinor: 120_000, lifetimeMonths: 24, paymentsPerYear: 12, blendedCostMinor: 15_000 };

  test('plans are compared side by side', async () => {
    const body = { ...customer, currency: 'USD' };
    const reply = await cloud().http('POST', '/api/ops/calculator', { cookie: mara, body });
    expect(reply.status, reply.text).toBe(200);
    expect(reply.json()).toMatchObject({ lifetimeValueMinor: 240_000, highestCostMinor: 80_000 });
    expect(reply.json().options[0]).toMatchObject({ verdict: 'within' });
  });

  test('a policy that is too dear is published with a reason alone, which stays with the version', async () => {
    const { latest, versions } = await show();
    const document = { ...latest, earning: { ...latest.earning, customer } };
    const body = { basedOn: versions.length, effectiveAt: in30Days(), note: 'Worth', document };
    const later = { ...body, effectiveAt: new Date(cloud().clock.now() + 50 * 86_400_000).toISOString() };
    const refused = await publish(later);
    expect(refused.json()).toMatchObject({ status: 422, title: 'override needed' });
    expect((await publish({ ...later, override: 'We enter a market.' })).json().state).toBe('proposed');
    await cloud().settle();
    await decide(mara, 'approved');
    expect((await show()).versions.at(-1)).toMatchObject({ note: 'Worth', override: 'We enter a market.' });
  });
});

describe('Scorecards', () => {
  test('ops see what a decision was made from, and score again without losing it [S5]', async () => {
    const partnerId = await join(cloud(), 'ash');
    const path = `/api/ops/partners/${partnerId}/scorecards`;
    const before = (await cloud().http('GET', path, { cookie: ops })).json().scorecards;
    expect(before).toHaveLength(1);
    expect(before[0]).toMatchObject({ policyVersion: 1, result: { access: 'admitted', overlapBp: 8_000 } });
    const rescored = await cloud().http('POST', path, {
      cookie: ops,
      body: { scores: { 'brand-reputation': 4.5 }, note: 'After the review' },
    });
    expect(rescored.status).toBe(201);
    expect(rescored.json()).toMatchObject({ version: 2, occasion: 're-score' });
    expect((await items(cloud(), `PARTNER#${partnerId}`, 'SCORECARD#')).map((card) => card.version)).toEqual([1, 2]);
    expect(await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE')).toMatchObject({ stage: 'Activate' });
  });

  test('of nobody are a 404, and a score of 4.3 is refused', async () => {
    const path = '/api/ops/partners/01ARZ3NDEKTSV4RRFFQ69G5FAV/scorecards';
    expect((await cloud().http('GET', path, { cookie: ops })).status).toBe(404);
    const body = { scores: { 'brand-reputation': 4.3 }, note: 'x' };
    expect((await cloud().http('POST', path, { cookie: ops, body })).status).toBe(422);
  });
});
