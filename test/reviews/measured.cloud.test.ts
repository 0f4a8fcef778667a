import { beforeAll, describe, expect, test } from 'vitest';
import type { Figure } from '../../functions/reviews/items.ts';
import { keys } from '../../functions/shared/keys.ts';
import { sendSigned } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { item } from '../support/people.ts';
import type { Cast } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aDealOf, aPartner, asks, cookieOf, fundsOf, nowOf, put, start, waitUntil } from './world.ts';

const cloud = withCloud({ start: '2027-04-01T10:30:00.000Z', assembly: withoutSchedules() });
let cast: Cast;
let figures: readonly Figure[] = [];
const figure = (id: string) => figures.find((one) => one.id === id);
const tells = async (cases: readonly object[], more: object = {}) => {
  const reply = await sendSigned(cloud(), '/api/support-cases', { cases }, more);
  await cloud().settle();
  return reply;
};
const aCase = (over: object = {}) => ({
  partnerId: cast.partnerId,
  case: 'HD-1',
  at: '2027-02-03T10:00:00.000Z',
  subject: 'Cannot sign in',
  ...over,
});

beforeAll(async () => {
  cast = await aPartner(cloud(), 'alder', { tier: 'Gold' });
});

describe('A help desk that tells of escalated cases', () => {
  test('is believed if it signs, and each case counts once', async () => {
    expect((await tells([aCase()], { secret: 'whsec_c29tZWJvZHkgZWxzZQ==' })).status).toBe(401);
    expect((await tells([aCase()])).json()).toEqual({ taken: 1, known: 0 });
    expect((await tells([aCase(), aCase({ case: 'HD-2' })])).json()).toEqual({ taken: 1, known: 1 });
    expect(await item(cloud(), keys.partner(cast.partnerId).PK, 'ESCALATION#HD-2')).toMatchObject({
      what: 'Cannot sign in',
    });
  });

  test.each([
    ['the same number with another content', { subject: 'Something else' }, 422],
    ['a case of tomorrow', { case: 'HD-3', at: '2027-04-03T10:00:00.000Z' }, 422],
    ['a partner that there is not', { case: 'HD-3', partnerId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }, 404],
  ])('is refused for %s', async (_, over, status) => {
    expect((await tells([aCase(over)])).status).toBe(status);
  });
});

describe('The package of a partner that has asked for funds', () => {
  beforeAll(async () => {
    const brought = await aDealOf(cloud(), cast, { minor: 900_000 });
    await aDealOf(cloud(), cast, { minor: 50_000 });
    await put(cloud(), fundsOf(cast, 'booth', { deals: [brought, 'of-somebody-else'] }));
    const paid = { state: 'settled', settledMinor: 80_000, endedAt: '2027-02-28T10:00:00.000Z' };
    await put(cloud(), fundsOf(cast, 'mailing', { ...paid, activityOn: '2026-12-10', quarter: '2026-Q4' }));
    await put(cloud(), fundsOf(cast, 'denied', { state: 'declined', approvedMinor: undefined, heldOn: undefined }));
    const { partnerId } = cast;
    const revenue = { type: 'REVENUE', partnerId, quarter: '2027-Q1', currency: 'EUR', minor: 400_000_000 };
    await put(cloud(), { ...keys.revenue(partnerId, '2027-Q1', 'EUR'), ...revenue, updatedAt: nowOf(cloud()) });
    await start(cloud(), { partner: cast.email }, 'alder');
    await waitUntil(cloud(), '2027-04-16T12:30:00.000Z');
    const cookie = await cookieOf(cloud());
    const path = `/ops/partners/${cast.partnerId}/business-reviews/2027-Q1`;
    figures = (await asks(cloud(), cookie, 'GET', path)).json().package.figures;
  });

  test.each([
    ['mdf-requested-usd', 300_000, 3],
    ['mdf-approved-usd', 180_000, 2],
    ['mdf-paid-usd', 80_000, 1],
    ['mdf-leads', 40, 1],
    ['mdf-pipeline-usd', 900_000, 1],
    ['escalations', 2, 2],
  ])('%s says %i, of %i entries', (id, value, entries) => {
    expect(figure(id)).toMatchObject({ value, entries });
  });

  test('it says of the next tier what the page of tiers says, whatever currency was sold in', async () => {
    const cookie = await cookieOf(cloud());
    const path = `/ops/partners/${cast.partnerId}`;
    const { tier } = (await asks(cloud(), cookie, 'GET', `${path}/business-reviews/2027-Q1`)).json().package;
    const { nextRequirements } = (await asks(cloud(), cookie, 'GET', `${path}/tier`)).json();
    expect(tier.needs.map(({ has, met }: { has: string; met: boolean | null }) => [has, met ?? false])).toEqual(
      nextRequirements.map(({ has, met }: { has: string; met: boolean }) => [has, met]),
    );
    expect(tier.needs).toContainEqual(
      expect.objectContaining({
        what: expect.stringContaining('Revenue of'),
        has: expect.stringMatching(/^USD 4,\d{3},000/),
        met: true,
      }),
    );
  });

  test('each amount opens to its requests, and they sum to it [B16]', async () => {
    const cookie = await cookieOf(cloud(), cast.email);
    const path = '/portal/business-reviews/2027-Q1/figures/mdf-approved-usd';
    const { entries } = (await asks(cloud(), cookie, 'GET', path)).json();
    expect(entries.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(180_000);
    expect(entries).toContainEqual({
      at: '2027-01-20T10:00:00.000Z',
      what: '“booth”',
      value: 90_000,
      link: { to: 'mdf', key: expect.any(String) },
    });
  });
});
