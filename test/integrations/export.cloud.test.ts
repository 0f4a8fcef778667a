import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Fact, fact, type Page, page } from '../../functions/ledger/contract.ts';
import { LEDGER_SHARDS, ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { aFact, CUSTOMER, putItem, record } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn } from '../support/people.ts';
import { fetchPart, rebuild } from './rebuilding.ts';

const cloud = withCloud();
let cookie = '';
const partners: string[] = [];

/** Claims what the fact is about, as intake does, and records it. */
const claimAndRecord = async (kind: string, given: Fact): Promise<void> => {
  const { key, customer, recordedAt } = given;
  await putItem(cloud(), { ...ledgerKeys.claim(kind, key), type: 'CLAIM', kind, key, customer, recordedAt, hash: 'x' });
  await record(cloud(), given);
};

beforeAll(async () => {
  for (const name of ['elm', 'oak']) partners.push(await join(cloud(), name));
  cookie = await signIn(cloud(), OPS);
  const [one = '', other = ''] = partners;
  await claimAndRecord(
    'sale',
    aFact({
      earned: [
        { partnerId: one, minor: 1_000 },
        { partnerId: other, minor: 333 },
      ],
    }),
  );
  await claimAndRecord(
    'sale',
    aFact({ number: 2, key: '=1+1', currency: 'JPY', earned: [{ partnerId: one, minor: 500 }] }),
  );
  await claimAndRecord(
    'refund',
    aFact({ number: 3, kind: 'refund', key: 'pi_1~re_1', earned: [{ partnerId: one, minor: -250, sale: 'pi_1' }] }),
  );
  // Nobody claimed this one: it comes from inside, and belongs to the customer all the same.
  await record(
    cloud(),
    aFact({
      number: 4,
      kind: 'hold',
      key: 'pi_1',
      earned: [
        { partnerId: other, minor: -333 },
        { partnerId: other, account: 'held', minor: 333 },
      ],
    }),
  );
  for (let n = 0; n < 40; n++) {
    const customer = `c${String(n).padStart(21, '0')}`;
    await claimAndRecord(
      'sale',
      aFact({ customer, key: `pi_m${n}`, earned: [{ partnerId: other, account: 'payable', minor: n + 1 }] }),
    );
  }
  const path = `/api/ops/partners/${one}/adjustments`;
  const body = { key: 'adjust-1', kind: 'adjusted', currency: 'USD', minor: -1_200, reason: 'A test of the export.' };
  expect((await cloud().http('POST', path, { cookie, body })).status).toBe(200);
  await cloud().settle();
  await cloud().clock.moveTo(Date.parse('2027-04-02T09:00:00.000Z'));
  for (let shard = 0; shard < LEDGER_SHARDS; shard++)
    await cloud().invoke('tandem-local-ledger-mature-books', { shard });
  cookie = await signIn(cloud(), OPS);
});

const facts = async () => (await fetchPart(cloud(), cookie, 'facts')).map((one) => fact.parse(one));
const pages = async (): Promise<readonly Page[]> =>
  (await fetchPart(cloud(), cookie, 'pages')).map((one) => page.parse(one));

describe('From the export alone', () => {
  test('every balance is rebuilt as the books have it', async () => {
    const books = rebuild(await facts(), await pages());
    expect(Object.keys(books)).toHaveLength(3);
    for (const partnerId of partners) {
      const reply = await cloud().http('GET', `/api/ops/partners/${partnerId}/balances`, { cookie });
      for (const { currency, ...stated } of reply.json().balances) {
        expect(books[`${partnerId}/${currency}`], `${partnerId}/${currency}`).toEqual(stated);
      }
    }
    expect(books[`${partners[0]}/USD`]).toEqual({ pending: 0, held: 0, payable: -450, transit: 0, paid: 0 });
  });

  test('a customer comes whole and once, also what was never claimed', async () => {
    const all = await facts();
    expect(all.filter(({ customer }) => customer === CUSTOMER).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(new Set(all.map(({ customer, number }) => `${customer}/${number}`)).size).toBe(all.length);
  });

  test('shard by shard it is the same as all at once', async () => {
    for (const part of ['claims', 'facts', 'pages']) {
      const together = await fetchPart(cloud(), cookie, part);
      const single = [];
      for (let shard = 0; shard < LEDGER_SHARDS; shard++)
        single.push(...(await fetchPart(cloud(), cookie, part, shard)));
      expect(single, part).toEqual(together);
    }
  });

  test('partners come with their contacts, and nothing else has an address in it', async () => {
    const found = await fetchPart(cloud(), cookie, 'partners');
    expect(found.map(({ partnerId }) => partnerId).sort()).toEqual([...partners].sort());
    expect(found[0]).toMatchObject({ contact: { name: 'Ann Miller', email: expect.stringContaining('@') } });
    for (const part of ['claims', 'facts', 'pages', 'policy']) {
      const { text } = await cloud().http('GET', `/api/ops/export?part=${part}`, { cookie });
      expect(text, part).not.toContain('ann@');
    }
    expect(await fetchPart(cloud(), cookie, 'policy')).toMatchObject([{ version: 1 }]);
  });

  test('a cursor that was made up is refused', async () => {
    await cloud().clock.moveTo(cloud().clock.now() + 1_000);
    const reply = await cloud().http('GET', '/api/ops/export?part=facts&cursor=abc', { cookie });
    expect(reply.status).toBe(400);
    expect((await cloud().http('GET', '/api/ops/export?part=facts&shard=64', { cookie })).status).toBe(422);
  });
});

describe('For a spreadsheet', () => {
  test('balances have a row for each book, amounts as decimals', async () => {
    const reply = await cloud().http('GET', '/api/ops/export-sheet?sheet=balances', { cookie });
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    const { data } = Papa.parse<Record<string, string>>(reply.text, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(3);
    expect(data.find((row) => row.Partner === partners[0] && row.Currency === 'USD')).toMatchObject({
      Payable: '-4.50',
    });
    expect(data.find((row) => row.Currency === 'JPY')).toMatchObject({ Payable: '500' });
  });

  test('what would be a formula is text, and a negative amount is still a number', async () => {
    const reply = await cloud().http('GET', '/api/ops/export-sheet?sheet=commissions', { cookie });
    const { data } = Papa.parse<Record<string, string>>(reply.text, { header: true, skipEmptyLines: true });
    expect(data.find(({ Currency }) => Currency === 'JPY')).toMatchObject({
      Key: "'=1+1",
      Sale: "'=1+1",
      Amount: '500',
    });
    expect(data.find((row) => row['What happened'] === 'refund')).toMatchObject({ Amount: '-2.50' });
  });
});

test('a manager may not carry the program away', async () => {
  const manager = await signIn(cloud(), MANAGER);
  for (const path of ['/api/ops/export?part=facts', '/api/ops/export-sheet?sheet=balances']) {
    expect((await cloud().http('GET', path, { cookie: manager })).status).toBe(403);
  }
});
