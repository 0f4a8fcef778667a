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
