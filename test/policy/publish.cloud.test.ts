import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items, join, MANAGER, OPS, signIn } from '../support/people.ts';

const cloud = withCloud();
let ops = '';
beforeAll(async () => {
  ops = await signIn(cloud(), OPS);
});

const show = async () => (await cloud().http('GET', '/api/ops/policy', { cookie: ops })).json();
const publish = (body: unknown, cookie = ops) => cloud().http('POST', '/api/ops/policy', { body, cookie });
const in30Days = () => new Date(cloud().clock.now() + 30 * 86_400_000).toISOString();
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
    const manager = await signIn(cloud(), MANAGER);
    const { inForce } = await show();
    const body = { basedOn: 1, effectiveAt: now(), note: 'A try', document: inForce.document };
    expect((await publish(body, manager)).status).toBe(403);
  });

  test('worse terms need 30 days of notice [Z2]', async () => {
    const { document } = (await show()).inForce;
    const body = { basedOn: 1, note: 'Less', document: { ...document, terms: { ...document.terms, cookieDays: 45 } } };
    const tooSoon = await publish({ ...body, effectiveAt: now() });
    expect(tooSoon.status).toBe(422);
    expect(tooSoon.json().detail).toContain('Cookie days: 60 becomes 45');
    const inTime = await publish({ ...body, effectiveAt: in30Days() });
    expect(inTime.status).toBe(201);
    expect((await publish({ ...body, effectiveAt: inTime.json().effectiveAt })).json()).toEqual(inTime.json());
    expect((await show()).inForce.version).toBe(1);
  });

  test('on a version that is not the latest is a 409', async () => {
    const { document } = (await show()).inForce;
    expect((await publish({ basedOn: 1, effectiveAt: in30Days(), note: 'Late', document })).status).toBe(409);
  });

  test('a number that cannot be is a 422 that names it', async () => {
    const { document } = (await show()).inForce;
    const wrong = { ...document, terms: { ...document.terms, firstPaymentBp: 10_001 } };
    const reply = await publish({ basedOn: 2, effectiveAt: in30Days(), note: 'Wrong', document: wrong });
    expect(reply.status).toBe(422);
    expect(reply.json().errors[0].field).toBe('document.terms.firstPaymentBp');
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
