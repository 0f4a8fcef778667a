import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, dealItem, desk, type Reseller, registration } from '../deals/world.ts';
import { asking, atFunds } from '../mdf/world.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS, signIn, timelineOf } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let oak: Reseller;
let mara = '';
let noor = '';

const terms = { tier: 'Platinum', marginBp: 4_000, mdfMatchBp: 2_000, from: '2027-03-01', until: '2028-02-29' };
const agree = async (cookie: string, over: object = {}) => {
  const body = { key: 'Platinum.2027-03-01.Appendix_1', ...terms, reference: 'Contract 17, appendix 1', ...over };
  const reply = await cloud().http('POST', `/api/ops/partners/${oak.partnerId}/channel-terms`, { cookie, body });
  await cloud().settle();
  return reply;
};
const decide = async (cookie: string, outcome: string) => {
  const { tasks } = (await cloud().http('GET', '/api/ops/tasks', { cookie })).json();
  const task = tasks.find(({ kind }: { kind: string }) => kind === 'channel-terms');
  const body = { outcome, reason: 'I have read the contract.' };
  const reply = await cloud().http('POST', `/api/ops/tasks/${task.taskId}/decision`, { cookie, body });
  await cloud().settle();
  return reply;
};
const ownTier = async () => (await cloud().http('GET', '/api/portal/tier', { cookie: oak.cookie })).json();

beforeAll(async () => {
  oak = await aReseller(cloud(), 'oak', { tier: 'Platinum' });
  [mara, noor] = [await signIn(cloud(), MANAGER), await signIn(cloud(), OPS)];
});

describe('A margin and a match that were agreed with one partner [table T, A14]', () => {
  test('are the tier’s until there are any: at Platinum the partner’s own part is nothing', async () => {
    expect(await atFunds(cloud(), oak).show()).toMatchObject({ tier: 'Platinum', matchBp: 0 });
    expect((await ownTier()).agreed).toEqual([]);
  });

  test.each([
    ['a margin below that of the tier', { marginBp: 3_000 }, 'less is not agreed'],
    ['terms that are over', { from: '2026-01-01', until: '2026-12-31' }, 'in the past'],
    ['terms that say nothing', { marginBp: undefined, mdfMatchBp: undefined }, 'the margin, the match, or both'],
    ['a part of a hundredth', { mdfMatchBp: 12.5 }, 'mdfMatchBp'],
  ])('%s are refused', async (_, over, words) => {
    const { status, text } = await agree(mara, { key: 'refused', ...over });
    expect([status, text]).toEqual([422, expect.stringContaining(words)]);
  });

  test('take two people, and change nothing before the second', async () => {
    expect((await agree(mara)).status).toBe(201);
    expect((await agree(mara)).status, 'told twice').toBe(201);
    expect((await agree(mara, { marginBp: 4_500 })).status, 'the same key, something else').toBe(422);
    expect((await ownTier()).agreed).toEqual([]);
    expect((await atFunds(cloud(), oak).show()).matchBp).toBe(0);
    expect((await decide(mara, 'approved')).json().title, 'by who asked').toBe('second person needed');
    expect((await decide(noor, 'approved')).status).toBe(200);
  });

  test('the partner is told, and sees them', async () => {
    const letter = (await cloud().inbox.to(oak.email)).at(-1);
    expect(letter?.subject).toMatch(/^What we agreed counts/);
    expect(letter?.text).toContain('40 %');
    const { agreed, benefits } = await ownTier();
    expect(agreed).toMatchObject([{ ...terms, state: 'approved' }]);
    expect(JSON.stringify(benefits)).toContain('40 %');
    expect(JSON.stringify(await timelineOf(cloud(), oak.partnerId))).toContain('channel-terms-agreed');
  });

  test('funds ask for the part that was agreed [M2]', async () => {
    expect(await atFunds(cloud(), oak).show()).toMatchObject({ matchBp: 2_000, quotaMinor: 5_000_000 });
    const too = await atFunds(cloud(), oak).ask(asking({ budgetMinor: 1_000_000, fundMinor: 800_001 }));
    expect([too.status, too.json().detail]).toEqual([422, expect.stringContaining('Your own part is 20 %')]);
    expect((await atFunds(cloud(), oak).ask(asking({ budgetMinor: 1_000_000, fundMinor: 800_000 }))).status).toBe(201);
  });

  test('a deal that is won now has the margin that was agreed', async () => {
    const asks = desk(cloud, () => oak.cookie);
    const { dealId } = (await asks('POST', '/api/portal/deals', registration('elm'))).body;
    await desk(cloud, () => mara)('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
    await asks('POST', `/api/portal/deals/${dealId}/win`, { wonOn: '2027-03-01', termYears: 1 });
    expect((await dealItem(cloud(), dealId)).won?.parts[0]).toEqual({ rule: 'margin', shareBp: 4_000 });
  });
});
