import { beforeAll, describe, expect, test } from 'vitest';
import { send } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item, items, MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import {
  aReseller,
  certifySales,
  crmTells,
  dealItem,
  dealLetters,
  desk,
  pass,
  type Reseller,
  registration,
} from './world.ts';

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

describe('Our own pipeline', () => {
  test('lets a registration be reviewed; in conflict the older side owns, and the fee is due when it wins', async () => {
    const about = {
      opportunityId: 'opp-1',
      domain: 'www.direct.com',
      name: 'Direct Co',
      openedAt: '2027-02-01T09:00:00Z',
    };
    expect((await crmTells(cloud(), 'opportunity.opened', about)).status).toBe(202);
    expect((await crmTells(cloud(), 'opportunity.opened', about, '2027-01-01T00:00:00Z')).json().state).toBe('older');
    const { body } = await registers(asNorth, 'direct');
    expect(body).toMatchObject({ state: 'in-review' });
    const decided = await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'conflict' });
    expect(decided.body).toMatchObject({
      state: 'conflict',
      decision: { outcome: 'conflict' },
      credits: [{ rule: 'conflict-fee' }],
    });
    await pass(cloud(), 60_000);
    await crmTells(cloud(), 'opportunity.closed', { ...about, outcome: 'won' });
    expect(await dealItem(cloud(), body.dealId)).toMatchObject({ state: 'won' });
    const told = await item(cloud(), `EVENT#deal/${body.dealId}/won`, 'EVENT');
    expect(told).toMatchObject({ event: { data: { credits: [{ rule: 'conflict-fee', earns: { shareBp: 500 } }] } } });
    expect(told?.event).not.toHaveProperty('data.origination');
  });

  test('told of late is looked at again, and an older registration keeps the customer', async () => {
    const { body } = await registers(asSouth, 'latecomer');
    const about = {
      opportunityId: 'opp-2',
      domain: 'latecomer.com',
      openedAt: new Date(cloud().clock.now() + 1_000).toISOString(),
    };
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await crmTells(cloud(), 'opportunity.opened', about);
    const seen = (await asMara('GET', `/api/ops/deals/${body.dealId}`)).body;
    expect(seen).toMatchObject({ clean: false, can: { conflict: true } });
    const decided = await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'conflict' });
    expect(decided.body).toMatchObject({ state: 'approved' });
    expect(decided.body.decision.says).toContain('the partner owns the customer');
  });

  test('is imported from CSV after a dry run, and refuses what it cannot read', async () => {
    const text = [
      'Opportunity ID,Website,Account Name,Status,Created,Last Modified',
      'crm-1,https://imported.com,=HYPERLINK("x"),Open,2027-01-10,2027-02-01',
      '=cmd,bad.com,Bad,Open,2027-01-10,2027-02-01',
      'crm-2,not a domain,Nobody,Open,2027-01-10,2027-02-01',
      'crm-3,other.com,Other,Closed Won,2027-01-10,2027-02-01',
    ].join('\n');
    const dry = (await asNoor('POST', '/api/ops/direct-pipeline', { text })).body;
    expect(dry).toMatchObject({ written: false, counts: { new: 2, refused: 2 } });
    expect((await asNoor('POST', '/api/ops/direct-pipeline', { text: `${text}\n`, confirm: dry.hash })).status).toBe(
      422,
    );
    const done = (await asNoor('POST', '/api/ops/direct-pipeline', { text, confirm: dry.hash })).body;
    expect(done).toMatchObject({ written: true, counts: { new: 2 } });
    const again = (await asNoor('POST', '/api/ops/direct-pipeline', { text, confirm: dry.hash })).body;
    expect(again.counts).toMatchObject({ new: 0, same: 2 });
    const { opportunities } = (await asMara('GET', '/api/ops/direct-pipeline')).body;
    expect(opportunities.map(({ name }: { name: string }) => name)).toContain('HYPERLINK("x")');
    expect((await registers(asSouth, 'imported')).body.checks[1]).toMatchObject({ says: 'review' });
    const lost = `${text.split('\n')[0]}\ncrm-1,https://imported.com,Imported,Closed Lost,2027-01-10,2027-03-01`;
    const { hash } = (await asNoor('POST', '/api/ops/direct-pipeline', { text: lost })).body;
    await asNoor('POST', '/api/ops/direct-pipeline', { text: lost, confirm: hash });
    const open = (await asMara('GET', '/api/ops/direct-pipeline')).body.opportunities;
    expect(open.map(({ opportunityId }: { opportunityId: string }) => opportunityId)).not.toContain('crm-1');
  });

  test('that tells of a win under an id of its own wins the deal of whoever has the customer', async () => {
    const { body } = await registers(asNorth, 'heard');
    await asMara('POST', `/api/ops/deals/${body.dealId}/decision`, { outcome: 'approved' });
    const before = await item(cloud(), `PARTNER#${north.partnerId}`, 'OPEN-DEALS');
    expect((await send(cloud(), 'deal.won', { dealId: 'opp-of-the-crm', domain: 'www.heard.com' })).status).toBe(202);
    await cloud().settle();
    expect(await dealItem(cloud(), body.dealId)).toMatchObject({ state: 'won', won: { by: 'webhook' } });
    const after = await item(cloud(), `PARTNER#${north.partnerId}`, 'OPEN-DEALS');
    expect(Number(before?.open) - Number(after?.open)).toBe(1);
    expect((await registers(asSouth, 'heard')).body.checks).toContainEqual(
      expect.objectContaining({ check: 'won-before', says: expect.not.stringMatching('passes') }),
    );
  });

  test.each(['before', 'after'])(
    'tells the years of the contract and who invoices, %s the decision [D6, T1]',
    async (when) => {
      const { dealId } = (await registers(asNorth, `years-${when}`)).body;
      const approve = () => asMara('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
      const data = { dealId, domain: `years-${when}.com`, termYears: 3, invoicing: 'resale' };
      if (when === 'after') await approve();
      expect((await send(cloud(), 'deal.won', { ...data, termYears: 0 })).status).toBe(422);
      expect((await send(cloud(), 'deal.won', data)).status).toBe(202);
      await cloud().settle();
      if (when === 'before') await approve();
      const { state, won } = await dealItem(cloud(), dealId);
      expect({ state, ...won }).toMatchObject({ state: 'won', termYears: 3, invoicing: 'resale' });
      expect(won?.parts.map(({ rule }) => rule)).toContain('three-years');
      const { entries } = (await asNoor('GET', `/api/ops/partners/${north.partnerId}/timeline?kind=runs`)).body;
      expect(entries.filter(({ input }: { input?: string }) => input?.includes(dealId))).toMatchObject([
        { text: 'Workflow deal-registration has ended: won.' },
      ]);
    },
  );
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
