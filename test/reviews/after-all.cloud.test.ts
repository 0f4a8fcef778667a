import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { item, items } from '../support/people.ts';
import type { Cast } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aPartner, asks, cookieOf, start, subjects, wait, waitUntil } from './world.ts';

const cloud = withCloud({ start: '2027-04-01T10:30:00.000Z', assembly: withoutSchedules() });
let cast: Cast;
const path = (quarter: string) => `/ops/partners/${cast.partnerId}/business-reviews/${quarter}`;
const record = async (quarter: string, body: object) =>
  asks(cloud(), await cookieOf(cloud()), 'POST', `${path(quarter)}/record`, body);
const stateOf = async (quarter: string) =>
  (await item(cloud(), `PARTNER#${cast.partnerId}`, `REVIEW#${quarter}`))?.state;
const tierOf = async () => (await item(cloud(), `PARTNER#${cast.partnerId}`, 'PROFILE'))?.tier;
const letters = async (subject: string) =>
  (await cloud().inbox.to(cast.email)).filter((one) => one.subject.includes(subject));

const agreed = { summary: 'We met a week later.', result: 'continue', actions: [] };
const override = { tierOverride: { tier: 'Gold', reason: 'The joint launch in May.' } };

beforeAll(async () => {
  cast = await aPartner(cloud(), 'birch', { tier: 'Silver' });
  await start(cloud(), { partner: 'birch.example' }, 'birch');
});

describe('A review that was held after all', () => {
  test('counts as missed while nobody records it, and is recorded late', async () => {
    await waitUntil(cloud(), '2027-05-10T12:00:00.000Z');
    expect(await stateOf('2027-Q1')).toBe('missed');
    expect((await record('2027-Q1', { ...agreed, ...override })).status).toBe(200);
    expect((await record('2027-Q1', { ...agreed, ...override })).status).toBe(200);
    expect(await stateOf('2027-Q1')).toBe('held');
    expect((await subjects(cloud(), cast.email)).filter((one) => one.includes('What we agreed'))).toHaveLength(1);
    const facts = await items(cloud(), `PARTNER#${cast.partnerId}`, 'FACT#1#review-concluded');
    expect(facts).toMatchObject([{ fact: 'review-concluded:2027-q1', detail: { outcome: 'go-on' } }]);
  });

  test('its override gives the tier, with the review and its reason named [T6]', async () => {
    expect(await tierOf()).toBe('Gold');
    const [letter, ...more] = await letters('You are Gold');
    expect(more).toEqual([]);
    expect(letter?.text.replaceAll('\n', ' ')).toContain(
      'Decided in the business review of 2027-Q1: The joint launch in May.',
    );
    const manager = await cookieOf(cloud());
    const timeline = (await asks(cloud(), manager, 'GET', `/ops/partners/${cast.partnerId}/timeline`)).json();
    expect(timeline.entries.map(({ text }: { text: string }) => text)).toContain(
      'Tier Silver to Gold: Decided in the business review of 2027-Q1: The joint launch in May.',
    );
  });

  test('told again, it does not take back what was decided since', async () => {
    const manager = await cookieOf(cloud());
    const body = { tier: 'Silver', reason: 'The launch was called off.' };
    expect((await asks(cloud(), manager, 'POST', `/ops/partners/${cast.partnerId}/tier`, body)).status).toBe(200);
    const told = await item(cloud(), `EVENT#${cast.partnerId}/1/review/2027-Q1/held`, 'EVENT');
    expect(told?.event).toMatchObject({ name: 'review-recorded.v1', data: override });
    await cloud().invoke('tandem-local-tiers-take-override', { detail: told?.event });
    await cloud().settle();
    expect(await tierOf()).toBe('Silver');
    expect(await letters('You are Gold')).toHaveLength(1);
  });

  test('a tier that such a partner cannot have is refused; the tier that it has anyway changes nothing', async () => {
    await waitUntil(cloud(), '2027-07-01T10:30:00.000Z');
    await start(cloud(), { partner: cast.email }, 'birch-q2');
    await waitUntil(cloud(), '2027-07-26T12:00:00.000Z');
    const of = (tier: string) => ({ ...agreed, tierOverride: { tier, reason: 'Well done.' } });
    expect((await record('2027-Q2', of('Preferred'))).status).toBe(422);
    expect((await record('2027-Q2', of('Silver'))).status).toBe(200);
    expect(await tierOf()).toBe('Silver');
    expect(await letters('You are Silver')).toHaveLength(1);
    expect(await stateOf('2027-Q2')).toBe('held');
  });

  test('once the numbers of a later review are made, a missed one stays missed', async () => {
    await waitUntil(cloud(), '2027-10-01T10:30:00.000Z');
    await start(cloud(), { partner: cast.email }, 'birch-q3');
    await waitUntil(cloud(), '2027-12-01T12:00:00.000Z');
    expect(await stateOf('2027-Q3')).toBe('missed');
    await waitUntil(cloud(), '2028-01-03T10:30:00.000Z');
    await start(cloud(), { partner: cast.email }, 'birch-q4');
    await wait(cloud(), 25 * 86_400_000);
    const late = await record('2027-Q3', agreed);
    expect([late.status, late.json().detail]).toEqual([409, expect.stringContaining('2027-Q4')]);
    expect(await stateOf('2027-Q3')).toBe('missed');
  });
});
