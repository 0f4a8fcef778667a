import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS, signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aReseller, crmTells, dealItem, desk, pass, type Reseller, registration } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let north: Reseller;
let south: Reseller;
let mara = '';
let noor = '';
const asNorth = desk(cloud, () => north.cookie);
const asSouth = desk(cloud, () => south.cookie);
const asMara = desk(cloud, () => mara);
const asNoor = desk(cloud, () => noor);
const registers = (by: typeof asNorth, customer: string, over = {}) =>
  by('POST', '/api/portal/deals', registration(customer, over));

beforeAll(async () => {
  north = await aReseller(cloud(), 'north', { tier: 'Silver' });
  south = await aReseller(cloud(), 'south');
  mara = await signIn(cloud(), MANAGER);
  noor = await signIn(cloud(), OPS);
}, 60_000);

describe('An alias domain', () => {
  test('leads to the customer by the domain it is known by', async () => {
    await asNoor('POST', '/api/ops/customer-aliases', {
      domain: 'acme.de',
      customer: 'acme.com',
      note: 'Its German site.',
    });
    await registers(asNorth, 'acme');
    await pass(cloud(), 3_600_000);
    const { body } = await registers(asSouth, 'x', { customer: 'Acme Deutschland', domain: 'acme.de' });
    expect(body.checks[0]).toMatchObject({ check: 'other-partner', says: 'conflict' });
    const gone = { domain: 'acme.de', note: 'Another company has it now.' };
    expect((await asNoor('POST', '/api/ops/customer-aliases', gone)).body).toEqual({ aliases: [] });
    expect((await asMara('POST', '/api/ops/customer-aliases', { domain: 'x.com', note: 'x' })).status).toBe(403);
  });

  const tasksOf = async () => {
    const { tasks } = (await asMara('GET', '/api/ops/tasks')).body;
    return tasks.filter(({ kind }: { kind: string }) => kind === 'deal-alias');
  };
  const isAliasOf = (domain: string, customer: string) =>
    asNoor('POST', '/api/ops/customer-aliases', { domain, customer, note: 'One company.' });

  test('names two open registrations to the manager, the older first; neither loses the customer by it', async () => {
    const older = (await registers(asNorth, 'linden', { domain: 'linden.de' })).body.dealId;
    await pass(cloud(), 3_600_000);
    const younger = (await registers(asSouth, 'linden', { domain: 'linden.com' })).body.dealId;
    await isAliasOf('linden.de', 'linden.com');
    await isAliasOf('linden.de', 'linden.com');
    const [task, ...more] = await tasksOf();
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      partnerId: south.partnerId,
      detail: {
        deal: expect.stringContaining(younger),
        older: expect.stringContaining(older),
        rule: expect.stringContaining('the older registration keeps the customer'),
        page: `/ops/deals/${younger}`,
      },
    });
    for (const dealId of [older, younger])
      expect(await dealItem(cloud(), dealId)).toMatchObject({ state: 'in-review' });
    const body = { outcome: 'settled', reason: 'Agreed by phone.', detail: { note: 'South withdraws.' } };
    expect((await asMara('POST', `/api/ops/tasks/${task.taskId}/decision`, body)).status).toBe(200);
  });

  test('names our own opportunity under the other domain, and who of the two is older', async () => {
    const { dealId } = (await registers(asNorth, 'maple', { domain: 'maple.de' })).body;
    const about = { opportunityId: 'opp-maple', domain: 'maple.com', name: 'Maple', openedAt: '2027-01-15T09:00:00Z' };
    await crmTells(cloud(), 'opportunity.opened', about);
    expect(await tasksOf()).toEqual([]);
    await isAliasOf('maple.de', 'maple.com');
    expect(await tasksOf()).toMatchObject([
      {
        detail: {
          deal: expect.stringContaining(dealId),
          opportunity: expect.stringContaining('opp-maple'),
          rule: expect.stringContaining('direct owns the customer'),
        },
      },
    ]);
  });

  test('of two approved deals, one can give way to the other: it is owed its fee once that one is won', async () => {
    const approve = async (by: typeof asNorth, domain: string) => {
      const { dealId } = (await registers(by, domain, { domain })).body;
      await asMara('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
      return dealId;
    };
    const older = await approve(asNorth, 'larch.de');
    await pass(cloud(), 3_600_000);
    const younger = await approve(asSouth, 'larch.com');
    const handOver = (over: object = {}) =>
      asMara('POST', `/api/ops/deals/${younger}/hand-over`, { toDealId: older, reason: 'Agreed by phone.', ...over });
    expect((await handOver()).status, 'two customers').toBe(422);
    await isAliasOf('larch.de', 'larch.com');
    expect((await asMara('GET', `/api/ops/deals/${younger}`)).body.aliased).toMatchObject([{ dealId: older }]);
    expect((await handOver()).status).toBe(200);
    expect((await handOver()).status).toBe(200);
    expect(await dealItem(cloud(), younger)).toMatchObject({ state: 'conflict', owner: { dealId: older } });
    expect(await dealItem(cloud(), older)).toMatchObject({ state: 'approved', owes: [younger] });
    const wonOn = new Date(cloud().clock.now()).toISOString().slice(0, 10);
    await asNorth('POST', `/api/portal/deals/${older}/win`, { wonOn, termYears: 1 });
    expect(await dealItem(cloud(), younger)).toMatchObject({ state: 'won' });
    expect((await dealItem(cloud(), older)).credits).toMatchObject([
      { rule: 'conflict-fee', partnerId: south.partnerId },
    ]);
  });

  test('a customer that is held under one domain is taken under the other, and the next in line waits for it', async () => {
    const { dealId } = (await registers(asNorth, 'beech.de', { domain: 'beech.de' })).body;
    await asMara('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
    await isAliasOf('beech.de', 'beech.com');
    await pass(cloud(), 8 * 86_400_000);
    const late = (await registers(asSouth, 'beech', { domain: 'beech.com' })).body;
    expect(late).toMatchObject({ state: 'rejected' });
    expect(late.checks[0]).toMatchObject({ check: 'other-partner', says: 'conflict' });
    const line = async () =>
      (await cloud().inbox.to(south.email)).filter(({ tags }) => tags.letter === 'deal-next-in-line').length;
    const before = await line();
    await asNorth('POST', `/api/portal/deals/${dealId}/end`, { as: 'lost', reason: 'Bought elsewhere.' });
    expect((await line()) - before).toBe(1);
    expect((await asSouth('POST', `/api/portal/deals/${late.dealId}/checks`)).body.state).toBe('in-review');
  });

  test('our own opportunity under the other domain decides a conflict, and its end is heard', async () => {
    await isAliasOf('spruce.de', 'spruce.com');
    const gone = { domain: 'spruce.de', note: 'For a moment.' };
    await asNoor('POST', '/api/ops/customer-aliases', gone);
    const { dealId } = (await registers(asNorth, 'spruce.de', { domain: 'spruce.de' })).body;
    await isAliasOf('spruce.de', 'spruce.com');
    const about = {
      opportunityId: 'opp-spruce',
      domain: 'spruce.com',
      name: 'Spruce',
      openedAt: '2027-01-15T09:00:00Z',
    };
    await crmTells(cloud(), 'opportunity.opened', about);
    expect((await asMara('GET', `/api/ops/deals/${dealId}`)).body).toMatchObject({
      direct: [{ opportunityId: 'opp-spruce' }],
      can: { conflict: true },
    });
    const body = { outcome: 'conflict', reason: 'Our sales were there first.' };
    expect((await asMara('POST', `/api/ops/deals/${dealId}/decision`, body)).status).toBe(200);
    expect(await dealItem(cloud(), dealId)).toMatchObject({ state: 'conflict', owner: { direct: 'opp-spruce' } });
    await pass(cloud(), 60_000);
    await crmTells(cloud(), 'opportunity.closed', { ...about, outcome: 'won' });
    expect(await dealItem(cloud(), dealId)).toMatchObject({ state: 'won' });
  });

  test('a registration under the customer’s own domain at the same moment is not overlooked either', async () => {
    const { dealId } = (await registers(asNorth, 'willow', { domain: 'willow.de' })).body;
    await pass(cloud(), 3_600_000);
    let named: Promise<unknown> | undefined;
    // Between what the registration has read and what it writes, ops name the alias.
    cloud().faults = ({ role, action }) => {
      if (named || !role.includes('RegisterDeal') || action !== 'TransactWriteItems') return undefined;
      named = isAliasOf('willow.de', 'willow.com');
      return { kind: 'error', when: 'before', name: 'InternalServerError', status: 500 };
    };
    const late = await registers(asSouth, 'willow', { domain: 'willow.com' });
    cloud().faults = undefined;
    await named;
    const own = late.status === 201 ? late.body : (await registers(asSouth, 'willow', { domain: 'willow.com' })).body;
    const asked = (await tasksOf()).filter(({ detail }: { detail: { older?: string } }) =>
      detail.older?.includes(dealId),
    );
    expect([own.state, asked.length]).toEqual(own.state === 'rejected' ? ['rejected', 0] : ['in-review', 1]);
  });

  test('a registration at the same moment is turned away by it, or named to the manager: never overlooked', async () => {
    await registers(asNorth, 'poplar', { domain: 'poplar.com' });
    await pass(cloud(), 3_600_000);
    const before = (await tasksOf()).length;
    await Promise.all([registers(asSouth, 'poplar', { domain: 'poplar.de' }), isAliasOf('poplar.de', 'poplar.com')]);
    const { deals } = (await asSouth('GET', '/api/portal/deals')).body;
    const own = deals.find((one: { customer: { domain: string } }) => one.customer.domain === 'poplar.de');
    expect([own.state, (await tasksOf()).length - before]).toEqual(
      own.state === 'rejected' ? ['rejected', 0] : ['in-review', 1],
    );
  });
});
