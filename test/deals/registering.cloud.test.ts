import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aReseller, certifySales, dealItem, dealLetters, desk, pass, type Reseller, registration } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let north: Reseller;
let south: Reseller;
let fresh: Reseller;
let mara = '';
let noor = '';
const asNorth = desk(cloud, () => north.cookie);
const asSouth = desk(cloud, () => south.cookie);
const asFresh = desk(cloud, () => fresh.cookie);
const asMara = desk(cloud, () => mara);
const asNoor = desk(cloud, () => noor);
const registers = (by: typeof asNorth, customer: string, over = {}) =>
  by('POST', '/api/portal/deals', registration(customer, over));

beforeAll(async () => {
  north = await aReseller(cloud(), 'north', { tier: 'Silver' });
  south = await aReseller(cloud(), 'south');
  fresh = await aReseller(cloud(), 'fresh', { certified: false });
  mara = await signIn(cloud(), MANAGER);
  noor = await signIn(cloud(), OPS);
}, 60_000);

describe('A registration', () => {
  test('is checked at once, and goes to the manager with a letter to both', async () => {
    const { status, body } = await registers(asNorth, 'acme');
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'in-review', customer: { domain: 'acme.com' } });
    expect(body.checks.map(({ check, says }: Record<string, string>) => `${check} ${says}`)).toEqual([
      'other-partner passes',
      'direct-pipeline passes',
      'won-before passes',
      'territory passes',
      'certificate passes',
      'limit passes',
    ]);
    expect(await dealLetters(cloud(), north.email)).toEqual(['deal-registered']);
    expect(await dealLetters(cloud(), MANAGER)).toEqual(['deal-to-decide']);
  });

  test('told again with the same words is the same deal, with others it is refused', async () => {
    const first = await registers(asNorth, 'acme');
    const again = await registers(asNorth, 'acme');
    expect(again).toMatchObject({ status: 201, body: { dealId: first.body.dealId } });
    expect((await registers(asNorth, 'acme', { products: ['Another'] })).status).toBe(422);
    expect((await asNorth('GET', '/api/portal/deals')).body).toMatchObject({ open: 1, limit: 10 });
  });

  test.each([
    ['www', 'https://www.acme.com/about'],
    ['a subdomain', 'shop.acme.com'],
    ['a mailbox', 'cora@acme.com'],
    ['capitals', 'ACME.COM'],
  ])('of a customer of another partner is rejected at once, quoting the rule: by %s', async (_, domain) => {
    await pass(cloud(), 60_000);
    const { status, body } = await registers(asSouth, 'acme', { domain });
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'rejected', inLine: true, decision: { outcome: 'rejected' } });
    expect(body.decision.says).toContain('Within 7 days the first to register counts');
    expect(JSON.stringify(body)).not.toContain(north.partnerId);
    await asSouth('POST', `/api/portal/deals/${body.dealId}/appeal`, { reason: 'We were first.' });
  });

  test('without a valid certificate is blocked, claims nothing, and is reviewed once the certificate is there', async () => {
    const { body } = await registers(asFresh, 'blocky');
    expect(body).toMatchObject({ state: 'blocked', can: { checkAgain: true } });
    expect((await registers(asSouth, 'elsewhere')).body.state).toBe('in-review');
    expect((await asFresh('POST', `/api/portal/deals/${body.dealId}/checks`)).status).toBe(409);
    await certifySales(cloud(), fresh.partnerId, fresh.email);
    const again = await asFresh('POST', `/api/portal/deals/${body.dealId}/checks`);
    expect(again).toMatchObject({ status: 200, body: { state: 'in-review' } });
  });

  test('is blocked again once the certificate has expired [O9]', async () => {
    const late = await aReseller(cloud(), 'late-renewal', { certified: false });
    const asLate = desk(cloud, () => late.cookie);
    await certifySales(cloud(), late.partnerId, late.email, 1);
    expect((await registers(asLate, 'in-time')).body.state).toBe('in-review');
    await pass(cloud(), 25 * 3_600_000);
    const { body } = await registers(asLate, 'too-late');
    expect(body.state).toBe('blocked');
    expect(body.checks).toContainEqual(expect.objectContaining({ check: 'certificate', says: 'blocks' }));
  });

  test('with letters beyond ASCII is known by its registered name, and marked for who decides', async () => {
    const { body } = await registers(asNorth, 'x', { customer: 'Bücher', domain: 'www.bücher.example' });
    expect(body.customer.domain).toBe('xn--bcher-kva.example');
    const seen = await asMara('GET', `/api/ops/deals/${body.dealId}`);
    expect(seen.body).toMatchObject({ international: true });
  });

  test('shows who decides the customers of similar names, and decides nothing by them', async () => {
    const { body } = await registers(asSouth, 'acme-europe', { customer: 'ACME Corporation' });
    expect(body.state).toBe('in-review');
    const seen = (await asMara('GET', `/api/ops/deals/${body.dealId}`)).body;
    expect(seen.similar.map(({ name }: { name: string }) => name)).toEqual(['acme Inc']);
    expect(JSON.stringify(body)).not.toContain('acme Inc');
  });

  test.each([
    ['a free mailbox', { domain: 'gmail.com' }],
    ['no domain', { domain: 'acme' }],
    ['a machine', { domain: '10.0.0.1' }],
    ['no amount', { arr: { minor: 0, currency: 'USD' } }],
    ['a field too many', { state: 'approved' }],
  ])('is refused with 422: %s', async (_, over) => {
    expect((await registers(asNorth, 'wrong', over)).status).toBe(422);
  });
});

describe('Two partners that register the same customer at the same instant', () => {
  test.each(Array.from({ length: 5 }, (_, race) => [race]))(
    'make exactly one claim, and the lower id counts: %s',
    async (race) => {
      const [one, other] = await Promise.all([registers(asNorth, `race-${race}`), registers(asSouth, `race-${race}`)]);
      const deals = await Promise.all([one, other].map(({ body }) => dealItem(cloud(), body.dealId)));
      const states = deals.map(({ state }) => state).toSorted();
      expect(states).toEqual(['in-review', 'rejected']);
      const [first] = deals.toSorted((a, b) => (a.dealId < b.dealId ? -1 : 1));
      expect(first?.state).toBe('in-review');
      const claims = await items(cloud(), `CUSTOMER-CLAIM#${deals[0]?.customer.hash}`, 'CLAIM');
      expect(claims).toMatchObject([{ dealId: first?.dealId }]);
      for (const by of [asNorth, asSouth]) {
        const deal = deals.find(({ partnerId }) => partnerId === (by === asNorth ? north : south).partnerId);
        if (deal?.state === 'in-review')
          await by('POST', `/api/portal/deals/${deal.dealId}/end`, { as: 'withdrawn', reason: 'It was a race.' });
      }
    },
  );

  test('and a partner that registers many at once never has more open ones than its tier allows', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, (_, nth) => registers(asFresh, `many-${nth}`)));
    const states = all.map(({ body }) => body.state);
    expect(states.filter((state) => state === 'in-review')).toHaveLength(4);
    expect(states.filter((state) => state === 'blocked')).toHaveLength(4);
    expect(await item(cloud(), `PARTNER#${fresh.partnerId}`, 'OPEN-DEALS')).toMatchObject({ open: 5 });
  });
});

describe('A decision', () => {
  test('is on the timeline with who made it, for the team alone', async () => {
    const { dealId } = (await registers(asNorth, 'by-whom')).body;
    await asMara('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
    const team = JSON.stringify((await asNoor('GET', `/api/ops/partners/${north.partnerId}/timeline?kind=deals`)).body);
    expect(team).toContain('Deal with by-whom Inc: approved, by Mara');
    const own = JSON.stringify((await asNorth('GET', '/api/portal/timeline?kind=deals')).body);
    expect(own).toContain('Deal with by-whom Inc: approved.');
    expect(own).not.toContain('by Mara');
  });

  test('stands, and the second person reads who was first', async () => {
    const { body } = await registers(asNorth, 'decided');
    const path = `/api/ops/deals/${body.dealId}/decision`;
    const [one, other] = await Promise.all([
      asMara('POST', path, { outcome: 'approved' }),
      asNoor('POST', path, { outcome: 'rejected', why: 'not-qualified', reason: 'Too small.' }),
    ]);
    expect([one.status, other.status].toSorted()).toEqual([200, 409]);
    const late = one.status === 409 ? one : other;
    expect(late.body.detail).toMatch(/^Already (approved|rejected) by .+ at 2027-/);
  });

  test('to reject names the reason, is told with the appeal, and frees the customer', async () => {
    const { body } = await registers(asNorth, 'unfit');
    await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, {
      outcome: 'rejected',
      why: 'not-qualified',
      reason: 'There is no budget.',
    });
    const own = (await asNorth('GET', `/api/portal/deals/${body.dealId}`)).body;
    expect(own).toMatchObject({ state: 'rejected', decision: { says: 'Not qualified: There is no budget.' } });
    expect(own.can.appealUntil).toBeDefined();
    expect((await registers(asSouth, 'unfit')).body.state).not.toBe('rejected');
  });
});

describe('Of the deal of another partner', () => {
  test('nothing is shown or changed', async () => {
    const { body } = await registers(asNorth, 'private');
    for (const [method, path, sent] of [
      ['GET', ''],
      ['POST', '/updates', { note: 'Hello.' }],
      ['POST', '/win', { wonOn: '2027-03-02', termYears: 1 }],
      ['POST', '/end', { as: 'lost', reason: 'x' }],
      ['POST', '/appeal', { reason: 'x' }],
    ] as const) {
      expect((await asSouth(method, `/api/portal/deals/${body.dealId}${path}`, sent)).status).toBe(404);
    }
  });
});
