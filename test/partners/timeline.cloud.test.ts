import { beforeAll, describe, expect, test } from 'vitest';
import type { TimelineView } from '../../functions/partners/contract.ts';
import { aPartner, earn, opsCookie, type Partner, refund } from '../payouts/world.ts';
import { withCloud } from '../support/cloud.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
let ops = '';
let ann: Partner;

beforeAll(async () => {
  ops = await opsCookie(cloud());
  ann = await aPartner(cloud(), 'fine-writing', { ops });
  await cloud().clock.moveTo(cloud().clock.now() + 60_000);
  for (let nth = 0; nth < 45; nth++) await earn(cloud(), ann.partnerId, 1_000 + nth, { matured: false });
  await refund(cloud(), ann.partnerId, 300, 'EUR');
});

const pageOf = async (cookie: string, path: string): Promise<TimelineView> => {
  const reply = await cloud().http('GET', path, { cookie });
  expect(reply.status, reply.text).toBe(200);
  return reply.json();
};
/** All pages, as somebody sees them who goes on to the end. */
const all = async (cookie: string, path: string): Promise<{ pages: number; entries: TimelineView['entries'] }> => {
  const entries: TimelineView['entries'][number][] = [];
  let [pages, cursor]: [number, string | undefined] = [0, ''];
  while (cursor !== undefined) {
    const page: TimelineView = await pageOf(
      cookie,
      cursor ? `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}` : path,
    );
    entries.push(...page.entries);
    [pages, cursor] = [pages + 1, page.cursor];
  }
  return { pages, entries };
};
const team = () => `/api/ops/partners/${ann.partnerId}/timeline`;

describe('The timeline of a partner [B8]', () => {
  test('has events and money of every currency in one order, page by page, each entry once', async () => {
    const { pages, entries } = await all(ops, team());
    expect(pages).toBeGreaterThan(1);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries.map(({ at }) => at)).toEqual(
      entries
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    const money = entries.filter(({ kind, about }) => kind === 'money' && about?.what === 'receipt');
    expect(money).toHaveLength(46);
    expect(entries.map(({ text }) => text)).toContain('Commission: EUR 3.00 taken back on sale re_46.');
    // Everything up to the admission happened in one instant of the clock.
    const first = entries.filter(({ at }) => at === entries.at(-1)?.at).map(({ text }) => text);
    expect(first).toContain('The application was confirmed by its contact.');
  });

  test.each(['program', 'letters', 'money', 'fraud'] as const)('shows %s alone, all of it', async (kind) => {
    const everything = (await all(ops, team())).entries.filter((entry) => entry.kind === kind);
    expect((await all(ops, `${team()}?kind=${kind}`)).entries).toEqual(everything);
  });

  test('shows the partner its own: no letter to the team, no decision about it, no run', async () => {
    const { entries } = await all(ann.cookie, '/api/portal/timeline');
    const kinds = new Set(entries.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['letters', 'money', 'program']);
    const texts = entries.map(({ text }) => text);
    expect(texts).toContain('The payout method was changed.');
    expect(texts).toContain('Admitted at Standard.');
    expect(texts.join('\n')).not.toMatch(/scorecard|overlap|Workflow/);
    expect(entries.length).toBeLessThan((await all(ops, team())).entries.length);
  });

  test('tells of another partner nothing, and refuses a cursor that it did not write', async () => {
    expect((await cloud().http('GET', team(), { cookie: ann.cookie })).status).toBe(404);
    expect((await cloud().http('GET', `${team()}?cursor=nonsense`, { cookie: ops })).status).toBe(422);
  });
});

describe('A letter on the timeline', () => {
  const newest = async (cookie: string, path: string) => {
    const { entries } = await pageOf(cookie, `${path}?kind=letters`);
    return entries.find(({ text }) => text.includes('payout details changed'))?.about?.id ?? '';
  };

  test('can be read again, by its reader and by the team', async () => {
    const key = encodeURIComponent(await newest(ann.cookie, '/api/portal/timeline'));
    const own = await cloud().http('GET', `/api/portal/letters?key=${key}`, { cookie: ann.cookie });
    expect(own.json()).toMatchObject({ letter: 'payout-details-changed', status: 'sent' });
    expect(own.json().text).toContain('Ann');
    const teams = await cloud().http('GET', `/api/ops/partners/${ann.partnerId}/letters?key=${key}`, { cookie: ops });
    expect(teams.json()).toEqual(own.json());
  });

  test('is not there for another partner', async () => {
    const bo = await aPartner(cloud(), 'boreal', { ops });
    const key = encodeURIComponent(await newest(ann.cookie, '/api/portal/timeline'));
    expect((await cloud().http('GET', `/api/portal/letters?key=${key}`, { cookie: bo.cookie })).status).toBe(404);
    const other = `/api/ops/partners/${bo.partnerId}/letters?key=${key}`;
    expect((await cloud().http('GET', other, { cookie: ops })).status).toBe(404);
  });

  test('shows no link that acts for its reader', async () => {
    const { entries } = await all(ops, `${team()}?kind=letters`);
    const keys = entries.flatMap(({ about }) => (about ? [about.id] : []));
    for (const key of keys) {
      const path = `/api/ops/partners/${ann.partnerId}/letters?key=${encodeURIComponent(key)}`;
      const { text } = await cloud().http('GET', path, { cookie: ops });
      expect(text).not.toMatch(/(sign-in|verify)#(?!not-shown-here)|unsubscribe\/(?!not-shown-here)/);
    }
  });
});
