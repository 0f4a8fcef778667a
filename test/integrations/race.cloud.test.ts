import { beforeAll, describe, expect, test } from 'vitest';
import type { Fact } from '../../functions/ledger/contract.ts';
import { type Affiliate, anAffiliate, send } from '../commissions/webhooks.ts';
import { withCloud } from '../support/cloud.ts';
import { OPS, signIn } from '../support/people.ts';
import { fetchPart } from './rebuilding.ts';

const cloud = withCloud();
const HEADER = 'ID,Affiliate Email,Amount,Currency,State,Charged At,Stripe Charge ID,Stripe Customer ID';
let ops = '';
let ann: Affiliate;

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'racing');
  ops = await signIn(cloud(), OPS);
});

const upload = async (rows: readonly string[]): Promise<string> => {
  const body = { tool: 'rewardful', kind: 'commissions', options: {}, text: [HEADER, ...rows].join('\n') };
  const reply = await cloud().http('POST', '/api/ops/imports', { cookie: ops, body });
  expect(reply.json().report.read, reply.text).toBe(rows.length);
  return reply.json().importId;
};
const start = (importId: string) =>
  cloud().http('POST', `/api/ops/imports/${importId}/start`, { cookie: ops, body: {} });
const rowOf = (sale: string) => `of-${sale},ann@racing.example,10.00,USD,due,2027-02-20T10:00:00Z,${sale},cus-${sale}`;
const sells = (sale: string, click: string) =>
  send(cloud(), 'sale', {
    saleId: sale,
    customerId: `cus-${sale}`,
    amountMinor: 8_000,
    currency: 'USD',
    touches: [click],
  });

/** What a payment has earned the partner, by what told of it. */
const earnedBy = async (sale: string): Promise<Record<'sale' | 'imported', number>> => {
  const facts = (await fetchPart(cloud(), ops, 'facts')) as unknown as readonly Fact[];
  const of = (kind: Fact['kind']): number =>
    facts
      .filter((one) => one.kind === kind && (one.key === sale || one.key.startsWith(`${sale}~`)))
      .flatMap(({ postings }) => postings.flatMap((one) => ('partnerId' in one ? [one.minor] : [])))
      .reduce((sum, minor) => sum + minor, 0);
  return { sale: of('sale'), imported: of('imported') };
};
const outcome = ({ sale, imported }: Awaited<ReturnType<typeof earnedBy>>): string =>
  sale === 2_000 && imported === 0 ? 'once' : sale === 0 && imported === 1_000 ? 'once' : `${sale} and ${imported}`;

describe('A payment and the import of its commission', () => {
  test('at the same instant have one effect, whichever is first', async () => {
    const sales = Array.from({ length: 8 }, (_, nth) => `ch_race_${nth}`);
    const clicks: string[] = [];
    for (const _ of sales) clicks.push(await ann.click());
    const importId = await upload(sales.map(rowOf));
    const [started, ...told] = await Promise.all([
      start(importId),
      ...sales.map((sale, nth) => sells(sale, clicks[nth] ?? '')),
    ]);
    expect(started?.status).toBe(202);
    expect(told.map(({ status }) => status)).toEqual(sales.map(() => 200));
    await cloud().settle();
    for (let minute = 0; minute < 10; minute++) await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    const outcomes = await Promise.all(sales.map(async (sale) => [sale, outcome(await earnedBy(sale))]));
    expect(outcomes).toEqual(sales.map((sale) => [sale, 'once']));
  });

  test('that comes between an import’s claim and its fact earns nothing, and the import is brought to its end', async () => {
    const importId = await upload([rowOf('ch_between')]);
    let struck = 0;
    cloud().faults = ({ role, action }) => {
      if (!role.includes('BringChunk') || action !== 'PutItem' || ++struck !== 2) return undefined;
      return { kind: 'error', when: 'before', name: 'InternalServerError', status: 500 };
    };
    await start(importId);
    await cloud().settle();
    cloud().faults = undefined;
    expect((await sells('ch_between', await ann.click())).json()).toMatchObject({ commissions: [] });
    for (let minute = 0; minute < 10; minute++) await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    expect(struck).toBeGreaterThan(1);
    expect(await earnedBy('ch_between')).toEqual({ sale: 0, imported: 1_000 });
  });
});
