import { beforeAll, describe, expect, test } from 'vitest';
import type { StatementView } from '../../functions/payouts/contract.ts';
import { keyedHash } from '../../functions/shared/ids.ts';
import { packFact } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { aFact, putItem } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { signIn } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aPartner, now, opsCookie, type Partner } from './world.ts';

const cloud = withCloud({ assembly: withoutSchedules() });
const CUSTOMERS = 600;
const LONG_FACTS = 40;
const LINES = CUSTOMERS + LONG_FACTS * 38;
let bo: Partner;
const customerOf = (nth: number): string => keyedHash('test', 'buyer', nth).slice(0, 22);

/** A sale of one euro and some cents by a customer of its own, with the decision that gave a quarter of it. */
const sell = (nth: number): Promise<void> => {
  const customer = customerOf(nth);
  const key = `pi_${String(nth).padStart(5, '0')}`;
  const minor = 25 + (nth % 100);
  const at = { partnerId: bo.partnerId, rule: 'default/first-payment', base: 4 * minor, bp: 2_500, tests: {} };
  const part = { ...at, exact: String(minor), minor };
  const decision = { policy: 1, model: 'last-click', nth: 1, won: [], lost: [], parts: [part] };
  const of = { customer, key, currency: 'EUR', occurredAt: now(cloud()), recordedAt: now(cloud()) };
  const fact = aFact({ ...of, decision, earned: [{ partnerId: bo.partnerId, minor }] });
  return putItem(cloud(), { ...ledgerKeys.fact(customer, 1), ...packFact(fact) });
};

/** A fact of many lines: the volume bonus of 38 sales. */
const addBonuses = (nth: number): Promise<void> => {
  const customer = customerOf(CUSTOMERS + nth);
  const of = { customer, key: `bonus-${nth}`, currency: 'EUR', occurredAt: now(cloud()), recordedAt: now(cloud()) };
  const sales = Array.from({ length: 38 }, (_, sale) => `of_${nth}_${sale}`);
  const earned = sales.map((sale) => ({ partnerId: bo.partnerId, minor: 5, rule: 'bonus', sale }));
  return putItem(cloud(), { ...ledgerKeys.fact(customer, 1), ...packFact(aFact({ ...of, kind: 'bonus', earned })) });
};

beforeAll(async () => {
  bo = await aPartner(cloud(), 'boreal', { ops: await opsCookie(cloud()) });
  await Promise.all(Array.from({ length: CUSTOMERS }, (_, nth) => sell(nth)));
  await Promise.all(Array.from({ length: LONG_FACTS }, (_, nth) => addBonuses(nth)));
  await cloud().settle();
}, 120_000);

describe('A statement of more customers than fit into one answer', () => {
  const get = async (path: string) => cloud().http('GET', `/api/portal/statements${path}`, { cookie: bo.cookie });
  const portions: StatementView[] = [];

  test('is given out some 500 lines at a time, each line once, and they add up to the balance', async () => {
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const portion: StatementView = (await get(`/2027-03${cursor && `?cursor=${cursor}`}`)).json();
      portions.push(portion);
      cursor = portion.next;
    }
    const lines = portions.flatMap(({ books }) => books.flatMap((book) => book.lines));
    expect(new Set(lines.map(({ sale }) => sale)).size).toBe(LINES);
    expect(lines).toHaveLength(LINES);
    expect(Math.max(...portions.map(({ books }) => books[0]?.lines.length ?? 0))).toBeLessThan(700);
    const sum = lines.reduce((total, { minor }) => total + minor, 0);
    expect(portions.map(({ books }) => books[0]?.closing.pending)).toEqual(portions.map(() => sum));
  });

  test('says of every line the rate that it follows from, the last customer’s too [B1]', () => {
    const lines = portions.flatMap(({ books }) => books.flatMap((book) => book.lines));
    expect(lines.filter(({ words }) => words.includes(': 25 % of EUR'))).toHaveLength(CUSTOMERS);
    expect(lines.find(({ sale }) => sale === 'pi_00599')?.words).toBe(
      'Commission on sale pi_00599: 25 % of EUR 4.96, policy version 1',
    );
  });

  test('is one table, whose answers put together have one header and every line', async () => {
    const parts: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const reply = await get(`/2027-03/csv${cursor && `?cursor=${cursor}`}`);
      expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
      parts.push(reply.text);
      cursor = reply.headers['next-cursor'];
    }
    const rows = parts.join('').trimEnd().split('\r\n');
    expect(parts).toHaveLength(portions.length);
    expect(rows).toHaveLength(LINES + 1);
    expect(rows[0]).toBe('"Recorded at","What","Balance","Amount","Currency","Sale","Earned in","Late"');
    expect(rows.filter((row) => row.includes('25 % of EUR'))).toHaveLength(CUSTOMERS);
  });

  test('on paper adds up what is above 2,000 lines, on few sheets', async () => {
    const pdf = await get('/2027-03/pdf');
    expect(pdf.status).toBe(200);
    expect(pdf.text.slice(0, 5)).toBe('%PDF-');
    expect(pdf.text.length).toBeLessThan(100_000);
  });

  test('has the same hash and lines when closed', async () => {
    const before = portions[0];
    await cloud().clock.moveTo(Date.parse('2027-04-01T11:00:00.000Z'));
    bo = { ...bo, cookie: await signIn(cloud(), bo.email) };
    const closed = (await get('/2027-03')).json();
    expect(closed.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(closed.books).toEqual(before?.books);
    expect((await get('/2027-03?cursor=nonsense')).status).toBe(422);
    expect((await get('/2027-03?cursor=EUR.9999999')).json().books[0].lines).toEqual([]);
  });
});
