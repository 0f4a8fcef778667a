import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items, MANAGER, signIn, subjectsTo, timelineOf } from '../support/people.ts';
import { aChannelPartner, type ChannelPartner, commit, rated, remove, reviewed } from './world.ts';

const cloud = withCloud();
let acme: ChannelPartner;
let mara = '';
const own = async () => (await cloud().http('GET', '/api/portal/tier', { cookie: acme.cookie })).json();

beforeAll(async () => {
  acme = await aChannelPartner(cloud(), 'acme-tiers');
  mara = await signIn(cloud(), MANAGER);
});

describe('The tier of a channel partner', () => {
  test('begins at Registered, and its page says what Silver asks', async () => {
    const view = await own();
    expect(view).toMatchObject({ tier: 'Registered', next: 'Silver', programTier: 'Ecosystem' });
    expect(view.nextRequirements.map(({ kind, met }: { kind: string; met: boolean }) => [kind, met])).toEqual([
      ['commitment', false],
      ['sales', false],
      ['technical', false],
      ['revenue', false],
    ]);
    expect(view.benefits[0]).toEqual({ name: 'Margin', now: '10 %', next: '20 %' });
  });

  test('counts each sale once, net of tax, in its quarter and its own currency [T5, Z1]', async () => {
    await acme.sell('s1', 10_000);
    await acme.sell('s2', 5_000, { currency: 'EUR' });
    await acme.sell('s1', 10_000);
    expect((await own()).revenue).toEqual([
      { quarter: '2027-Q1', currency: 'EUR', minor: 500_000 },
      { quarter: '2027-Q1', currency: 'USD', minor: 1_000_000 },
    ]);
    expect(await items(cloud(), `PARTNER#${acme.partnerId}`, 'CUSTOMER-REVENUE#')).toHaveLength(2);
  });

  test('rises by itself on the day on which the last of its requirements is there [T6]', async () => {
    await acme.certify('sales', 2);
    await acme.certify('technical', 1);
    await commit(cloud(), acme.partnerId, 10_000);
    expect(await acme.tier()).toBe('Registered');
    await acme.sell('s3', 15_000);
    expect(await acme.tier()).toBe('Silver');
    expect(await timelineOf(cloud(), acme.partnerId)).toContain('tier-changed.v1');
    expect((await subjectsTo(cloud(), 'ann@acme-tiers.example')).at(-1)).toContain('You are Silver');
    const { benefits, tier } = await own();
    expect(tier).toBe('Silver');
    expect(benefits[0]).toEqual({ name: 'Margin', now: '20 %', next: '30 %' });
  });

  test('a refund takes its part of the revenue back, from the quarter of the sale', async () => {
    await acme.refund('s3', 5_000);
    const { revenue } = await own();
    expect(revenue.find(({ currency }: { currency: string }) => currency === 'USD').minor).toBe(2_000_000);
    expect(await acme.tier()).toBe('Silver');
  });

  test('is counted from the facts before a review: what went missing comes back [T5]', async () => {
    await remove(cloud(), `PARTNER#${acme.partnerId}`, 'CUSTOMER-REVENUE#', 'REVENUE#');
    expect((await own()).revenue).toEqual([]);
    const ended = await reviewed(cloud(), '2026-Q4');
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    const { revenue } = await own();
    expect(revenue.find(({ currency }: { currency: string }) => currency === 'USD').minor).toBe(2_000_000);
  });

  test('unknown satisfaction stops a promotion; the fifth answer lets it happen [T5]', async () => {
    await acme.certify('sales', 3);
    await acme.certify('technical', 2);
    await commit(cloud(), acme.partnerId, 50_000);
    await acme.sell('s4', 90_000);
    await rated(cloud(), acme.partnerId, [4, 4, 4, 4]);
    expect(await acme.tier()).toBe('Silver');
    const asks = (await own()).nextRequirements.at(-1);
    expect(asks).toMatchObject({ kind: 'satisfaction', unknown: true, has: 'unknown: 4 of 5 answers' });
    await rated(cloud(), acme.partnerId, [4], '2027-01-20');
    expect(await acme.tier()).toBe('Gold');
  });

  test('the same list of answers, or the same term, again changes nothing; another under the same key is refused [Z4]', async () => {
    expect((await rated(cloud(), acme.partnerId, [4], '2027-01-20')).json()).toEqual({ taken: 0, before: 1 });
    expect((await rated(cloud(), acme.partnerId, [2], '2027-01-20')).status).toBe(422);
    expect((await commit(cloud(), acme.partnerId, 50_000)).status).toBe(201);
    expect((await commit(cloud(), acme.partnerId, 50_000, { reference: 'Another' })).status).toBe(422);
  });

  test('a line that cannot be read names itself, and nothing of the list is taken', async () => {
    const path = `/api/ops/partners/${acme.partnerId}/satisfaction`;
    const reply = await cloud().http('POST', path, {
      cookie: mara,
      body: { list: 'key,score,date\na1,5,2027-01-20\na2,6,2027-01-20' },
    });
    expect(reply.status).toBe(422);
    expect(reply.json().detail).toContain('Line 3: the score "6"');
    expect(await item(cloud(), `PARTNER#${acme.partnerId}`, 'SATISFACTION#list:a1')).toBeUndefined();
  });

  test('ops see where everybody stands, and a draft of the table says who would move; nothing moves', async () => {
    const { standings } = (await cloud().http('GET', '/api/ops/tiers', { cookie: mara })).json();
    expect(standings).toMatchObject([{ company: 'acme-tiers Ltd', tier: 'Gold', forecast: { risk: 'none' } }]);
    const { latest } = (await cloud().http('GET', '/api/ops/policy', { cookie: mara })).json();
    const { channel } = latest.tiers;
    const body = { channel: { ...channel, Gold: { ...channel.Gold, certifiedSales: 8 } } };
    const draft = (await cloud().http('POST', '/api/ops/tier-drafts', { cookie: mara, body })).json();
    expect(draft).toEqual({
      partners: 1,
      moves: [
        expect.objectContaining({ moves: 'down', tier: 'Gold', to: 'Silver', missing: ['3 more sales certificates'] }),
      ],
    });
    expect(await acme.tier()).toBe('Gold');
  });

  test('a person can give a tier by hand, with the reason the partner reads', async () => {
    const path = `/api/ops/partners/${acme.partnerId}/tier`;
    const body = { tier: 'Silver', reason: 'Agreed in the review of March.' };
    expect((await cloud().http('POST', path, { cookie: mara, body })).json()).toEqual({ tier: 'Silver' });
    expect((await cloud().http('POST', path, { cookie: mara, body })).status).toBe(200);
    expect(await acme.tier()).toBe('Silver');
    expect((await cloud().inbox.to('ann@acme-tiers.example')).at(-1)?.text).toContain('Agreed in the review of March.');
    expect((await cloud().http('POST', path, { cookie: mara, body: { ...body, tier: 'Preferred' } })).status).toBe(422);
  });
});
