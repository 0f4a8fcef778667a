import { beforeAll, describe, expect, test } from 'vitest';
import { keptFrom, keyOf } from '../../functions/integrations/import/kept.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { FIREFOX } from '../affiliates/visits.ts';
import { send } from '../commissions/webhooks.ts';
import { aFact, pagesOf, putItem } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { confirm, item, items, join, OPS, signIn, subjectsTo, tokenFor } from '../support/people.ts';
import { fetchPart } from './rebuilding.ts';

const cloud = withCloud();
let ops = '';
let ann = '';
let annsId = '';

const post = (path: string, body: unknown = {}, cookie = ops) => cloud().http('POST', path, { cookie, body });
const get = (path: string, cookie = ops) => cloud().http('GET', path, { cookie });
const upload = async (kind: string, text: string, options: Record<string, unknown> = {}) => {
  const reply = await post('/api/ops/imports', { tool: 'rewardful', kind, options, text });
  expect(reply.status, reply.text).toBe(200);
  return reply.json();
};
const start = async (importId: string) => {
  const reply = await post(`/api/ops/imports/${importId}/start`);
  expect(reply.status, reply.text).toBe(202);
  await cloud().settle();
  return (await get(`/api/ops/imports/${importId}`)).json();
};
const accept = async (cookie: string) => {
  const { hash } = (await get('/api/portal/agreement', cookie)).json();
  await post('/api/portal/agreement/acceptance', { hash, owner: 'Ann Miller' }, cookie);
  await cloud().settle();
};
const factsOf = async () =>
  (await fetchPart(cloud(), ops, 'facts'))
    .filter(({ kind }) => kind === 'imported')
    .sort((a, b) => (String(a.key) > String(b.key) ? 1 : -1));

const partners = [
  'ID,First Name,Last Name,Email,Website,Country,Created At',
  'aff_ann,Ann,Miller,ann+old@lambda.example,lambda.example,DE,2025-01-01',
  'aff_bea,Bea,Berg,bea@omega.example,omega.example,DE,2025-02-01',
  'aff_cy,Cy,Cole,cy@gmail.com,,DE,2025-02-01',
  'aff_eve,Eve,Hill,eve@lambda.example,,,2025-02-01',
  'aff_bad,Bad,Row,not an address,,DE,2025-02-01',
].join('\n');

const commissions = [
  'ID,Affiliate ID,Amount,Currency,State,Charged At,Paid At,Stripe Charge ID,Stripe Customer ID',
  'c1,aff_ann,10.00,USD,pending,2027-02-20T10:00:00Z,,ch_1,cus_1',
  'c2,aff_ann,20.00,USD,due,2027-01-10T10:00:00Z,,ch_2,cus_1',
  'c3,aff_ann,40.00,USD,paid,2026-11-10T10:00:00Z,2026-12-15T10:00:00Z,ch_3,cus_1',
  'c4,aff_ann,7.00,EUR,pending,2027-01-02T10:00:00Z,,ch_4,',
  'c5,aff_bea,3.00,EUR,voided,2027-01-02T10:00:00Z,,ch_5,cus_2',
  'c6,aff_bea,-1.50,EUR,due,2027-01-03T10:00:00Z,,ch_6,cus_2',
  'c6,aff_bea,-1.50,EUR,due,2027-01-03T10:00:00Z,,ch_6,cus_2',
].join('\n');

beforeAll(async () => {
  annsId = await join(cloud(), 'lambda');
  ops = await signIn(cloud(), OPS);
  ann = await signIn(cloud(), 'ann@lambda.example');
});

describe('A dry run', () => {
  test('says who is new, known or in conflict, whom letters would go to, and what is not understood', async () => {
    const { report, state } = await upload('partners', partners, { letters: true });
    expect(state).toBe('ready');
    expect(report).toMatchObject({
      records: 5,
      read: 4,
      refused: 1,
      letters: 1,
      unknownColumns: [],
      missingColumns: [],
    });
    expect(report.counts).toEqual({ new: 2, known: 1, conflicting: 1, waiting: 0 });
    expect(report.rows).toEqual([
      { row: 4, reason: 'cannot be asked: it has no website, and its mail domain is shared by many' },
      { row: 5, reason: "the domain lambda.example is another partner's" },
      { row: 6, reason: 'the email is not an e-mail address' },
    ]);
  });

  test('sums commissions by currency and state, never across', async () => {
    const { report } = await upload('commissions', commissions);
    expect(report.sums).toEqual([
      { currency: 'EUR', state: 'due', rows: 1, minor: -150 },
      { currency: 'EUR', state: 'pending', rows: 1, minor: 700 },
      { currency: 'EUR', state: 'void', rows: 1, minor: 300 },
      { currency: 'USD', state: 'due', rows: 1, minor: 2_000 },
      { currency: 'USD', state: 'paid', rows: 1, minor: 4_000 },
      { currency: 'USD', state: 'pending', rows: 1, minor: 1_000 },
    ]);
    expect(report.counts).toEqual({ new: 0, known: 0, conflicting: 0, waiting: 6 });
    expect(report.rows.at(-1)).toEqual({ row: 8, reason: 'is row 7 again' });
    expect(report.rows[0]).toEqual({ row: 2, reason: 'waits for partner aff_ann, whom no import has brought yet' });
  });

  test('changes nothing: no letter, no fact, no partner', async () => {
    expect(await subjectsTo(cloud(), 'bea@omega.example')).toEqual([]);
    expect(await factsOf()).toEqual([]);
  });

  test('of the same file with the same options is the same import', async () => {
    const one = await upload('commissions', commissions);
    const other = await upload('commissions', commissions);
    expect(other.importId).toBe(one.importId);
    const { imports } = (await get('/api/ops/imports')).json();
    expect(imports).toHaveLength(2);
  });
});

describe('A run', () => {
  test('lets commissions wait for partners that nobody has brought yet', async () => {
    const { importId } = await upload('commissions', commissions);
    const { state, result } = await start(importId);
    expect(state).toBe('done');
    expect(result).toMatchObject({ new: 0, waiting: 6 });
    expect(await factsOf()).toEqual([]);
  });

  test('asks contacts once, however often it is started, and nobody who is here', async () => {
    const { importId } = await upload('partners', partners, { letters: true });
    expect((await start(importId)).result).toMatchObject({ new: 2, known: 1, conflicting: 1, asked: 1 });
    await start(importId);
    expect(await subjectsTo(cloud(), 'bea@omega.example')).toHaveLength(1);
    expect(await subjectsTo(cloud(), 'cy@gmail.com')).toEqual([]);
    expect(await subjectsTo(cloud(), 'eve@lambda.example')).toEqual([]);
  });

  test('keeps no row and no address once it is done', async () => {
    const { imports } = (await get('/api/ops/imports')).json();
    for (const { importId } of imports) expect(await items(cloud(), `IMPORT#${importId}`, 'CHUNK#')).toEqual([]);
    expect(JSON.stringify(imports)).not.toContain('omega.example');
  });

  test('follows a partner as soon as it has accepted its agreement: open amounts alone, each in its currency', async () => {
    await upload(
      'links',
      'Token,URL,Affiliate ID\nAnn-Blog,https://acme.example/?via=ann,aff_ann\nadmin,,aff_ann',
    ).then(({ importId }) => start(importId));
    await accept(ann);
    const facts = await factsOf();
    expect(facts.map(({ key }) => key)).toEqual([
      'ch_1~rewardful/c1',
      'ch_2~rewardful/c2',
      'ch_3~rewardful/c3',
      'ch_4~rewardful/c4',
    ]);
    expect(facts[2]).toMatchObject({
      postings: [],
      data: { state: 'paid', minor: 4_000, paidAt: '2026-12-15T10:00:00.000Z' },
    });
    expect((await pagesOf(cloud(), annsId)).at(-1)?.balances).toMatchObject({
      pending: 1_000,
      payable: 2_000,
      paid: 0,
    });
    expect((await pagesOf(cloud(), annsId, 'EUR')).at(-1)?.balances).toMatchObject({ pending: 0, payable: 700 });
    expect(await item(cloud(), 'LINK#ann-blog', 'LINK')).toMatchObject({ partnerId: annsId });
    expect(await item(cloud(), 'LINK#admin', 'LINK')).toBeUndefined();
    const [given] = await fetchPart(cloud(), ops, 'links');
    expect(given).toMatchObject({ partnerId: annsId, coupons: [] });
    expect(given?.links).toHaveLength(2);
  });

  test('a second file of what was brought changes nothing; another amount is told', async () => {
    const again = commissions.replace('c1,aff_ann,10.00', 'c1,aff_ann,11.00');
    const { importId, report } = await upload('commissions', `${again}\n`);
    expect(report.counts).toEqual({ new: 0, known: 3, conflicting: 1, waiting: 2 });
    const reason =
      "was imported before: its amount was USD 10.00 and is USD 11.00 now. The first import stands; if the new file is right, adjust the partner's balance by USD 1.00";
    expect(report.rows).toContainEqual({ row: 2, reason });
    const before = (await pagesOf(cloud(), annsId)).length;
    expect((await start(importId)).result).toMatchObject({ new: 0, known: 3, conflicting: 1, waiting: 2 });
    expect(await pagesOf(cloud(), annsId)).toHaveLength(before);
  });

  test('an imported commission has a receipt: where it was earned, and how it stands', async () => {
    const receiptOf = async (sale: string, cookie = ann) =>
      cloud().http('GET', `/api/portal/receipts/${encodeURIComponent(sale)}`, { cookie });
    const receipt = (await receiptOf('ch_1')).json();
    expect(receipt).toMatchObject({ of: 'import', state: 'pending', currency: 'USD', movements: [{ minor: 1_000 }] });
    expect(receipt.because[0]).toBe('Earned in another tool (rewardful) and imported as it stood there: USD 10.00.');
    const { sales } = (await get('/api/portal/earnings?period=2027-02', ann)).json();
    for (const { sale } of sales) expect((await receiptOf(sale)).status, sale).toBe(200);
    expect(sales.length).toBeGreaterThan(0);
    expect((await receiptOf('ch_none')).status).toBe(404);
    expect((await cloud().http('GET', '/api/ops/sales/ch_1', { cookie: ops })).json()).toMatchObject({ of: 'import' });
  });

  test('a payment that comes by itself afterwards earns nothing a second time; the customer is the same', async () => {
    const { link } = (await get('/api/portal/link', ann)).json();
    const reply = await cloud().http('GET', new URL(link.url).pathname, { headers: { 'user-agent': FIREFOX } });
    await cloud().settle();
    const touches = [new URL(reply.headers.location ?? '').searchParams.get('click')];
    const sale = { customerId: 'cus_1', amountMinor: 5_000, currency: 'USD', touches };
    expect((await send(cloud(), 'sale', { saleId: 'ch_1', ...sale })).json()).toMatchObject({ commissions: [] });
    const { commissions: earned } = (await send(cloud(), 'sale', { saleId: 'ch_8', ...sale })).json();
    expect(earned).toMatchObject([{ partnerId: annsId, currency: 'USD', state: 'pending' }]);
    await cloud().settle();
    const facts = await fetchPart(cloud(), ops, 'facts');
    const [first] = facts.filter(({ key }) => key === 'ch_1~rewardful/c1');
    const same = facts.filter(({ customer }) => customer === first?.customer).map(({ key }) => key);
    expect(same).toEqual(expect.arrayContaining(['ch_1', 'ch_8']));
  });

  test('a customer that a partner brought over there earns it here what later payments earn, without a click', async () => {
    const rows = 'Stripe Customer ID,Affiliate Email,Created At\ncus_77,ann@lambda.example,2026-12-01T00:00:00Z\n';
    const { importId } = await upload('customers', rows);
    expect((await start(importId)).result).toMatchObject({ new: 1 });
    const sale = { saleId: 'ch_77', customerId: 'cus_77', amountMinor: 10_000, currency: 'USD', touches: [] };
    const { commissions: earned } = (await send(cloud(), 'sale', sale)).json();
    expect(earned).toMatchObject([{ partnerId: annsId, currency: 'USD', minor: 1_500 }]);
  });

  test('a payment that is in the books already earns nothing a second time', async () => {
    const claimed = {
      type: 'CLAIM',
      kind: 'sale',
      key: 'ch_9',
      recordedAt: '2027-03-01T09:00:00.000Z',
      customer: aFact().customer,
    };
    await putItem(cloud(), { ...ledgerKeys.claim('sale', 'ch_9'), ...claimed });
    const text = `${commissions.split('\n')[0]}\nc9,aff_ann,10.00,USD,due,2027-02-20T10:00:00Z,,ch_9,cus_1`;
    const { importId, report } = await upload('commissions', text);
    expect(report.rows).toEqual([{ row: 2, reason: 'its payment ch_9 is in the books already' }]);
    expect((await start(importId)).result).toMatchObject({ new: 0, conflicting: 1 });
  });

  test('a crash between claim and fact is mended by the next run', async () => {
    const claims = await fetchPart(cloud(), ops, 'claims');
    expect(claims.find(({ key }) => key === 'ch_1~rewardful/c1')).toMatchObject({ kind: 'imported' });
    const text = `${commissions.split('\n')[0]}\nc7,aff_ann,5.00,USD,due,2027-02-20T10:00:00Z,,ch_7,cus_7`;
    const { importId } = await upload('commissions', text);
    let struck = 0;
    cloud().faults = ({ role, action }) => {
      if (!role.includes('BringChunk') || action !== 'PutItem' || ++struck !== 2) return undefined;
      return { kind: 'error', when: 'before', name: 'InternalServerError', status: 500 };
    };
    await start(importId);
    for (let n = 0; n < 10; n++) await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    cloud().faults = undefined;
    expect(struck).toBeGreaterThan(1);
    const keys = (await factsOf()).map(({ key }) => key);
    expect(keys.filter((key) => key === 'ch_7~rewardful/c7')).toHaveLength(1);
    expect((await pagesOf(cloud(), annsId)).at(-1)?.balances).toMatchObject({ payable: 2_500 });
  });

  test('a nominated partner confirms as anybody does', async () => {
    const reply = await confirm(cloud(), await tokenFor(cloud(), 'bea@omega.example', '/verify'));
    expect(reply.json()).toMatchObject({ outcome: 'verified' });
    expect(await item(cloud(), 'DOMAIN#omega.example', 'PARTNER')).toBeDefined();
  });
});

describe('A file that is none', () => {
  test('of more than 4 MB is refused', async () => {
    const reply = await post('/api/ops/imports', { tool: 'dub', kind: 'links', text: 'x'.repeat(4_200_000) });
    expect(reply.status).toBe(413);
    expect(reply.json().detail).toContain('4 MB');
  });

  test('that cannot be read, or has no column we need, cannot be started', async () => {
    const reply = await post('/api/ops/imports', { tool: 'dub', kind: 'links', text: '[{' });
    expect(reply.status).toBe(422);
    const { importId, report } = await upload('commissions', 'Name,Amount\nx,1.00');
    expect(report.missingColumns).toContain('id');
    expect((await post(`/api/ops/imports/${importId}/start`)).status).toBe(409);
    expect((await get('/api/ops/imports/01J00000000000000000000000')).status).toBe(404);
  });

  test('with bytes that are no UTF-8 is refused at the door', async () => {
    const reply = await cloud().http('POST', '/api/ops/imports', {
      cookie: ops,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    });
    expect([400, 422]).toContain(reply.status);
  });
});

test('a row without a sale has a key of its own', () => {
  const row = {
    row: 2,
    externalId: 'c1',
    minor: 1,
    currency: 'USD',
    state: 'due',
    occurredAt: '2027-01-01T00:00:00.000Z',
    partner: 'a',
  } as const;
  const kept = keptFrom.commissions(row, 'key', 'dub');
  expect(kept.kind === 'commissions' && keyOf('dub', kept)).toBe('dub/c1');
});
