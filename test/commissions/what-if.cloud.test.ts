import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { OPS, signIn } from '../support/people.ts';
import { type Affiliate, anAffiliate, send } from './webhooks.ts';

const cloud = withCloud();
let noor = '';
let ann: Affiliate;
let bo: Affiliate;
let whatIfId = '';

const sell = async (who: Affiliate, saleId: string, currency: string): Promise<void> => {
  const data = { saleId, customerId: `cus-${saleId}`, amountMinor: 10_000, currency, touches: [await who.click()] };
  expect((await send(cloud(), 'sale', data)).status).toBe(200);
  await cloud().settle();
};

/** What is no result and no session: everything that anybody lives by. */
const live = async (): Promise<readonly string[]> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  const all: string[] = [];
  for (const name of ['program', 'ledger']) {
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: `tandem-local-${name}`, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      const items = (page.Items ?? []).filter(({ PK }) => !/^(WHAT-IF|SESSION#|RATE#)/.test(String(PK)));
      all.push(...items.map((item) => JSON.stringify(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  }
  return all.sort();
};
const ask = (body: object) =>
  cloud().http('POST', '/api/ops/what-if', {
    cookie: noor,
    body: {
      from: '2027-03',
      to: '2027-03',
      note: 'Less at first',
      draft: { terms: { firstPaymentBp: 1_000 } },
      ...body,
    },
  });
const get = async (path = '') => (await cloud().http('GET', `/api/ops/what-if${path}`, { cookie: noor })).json();

beforeAll(async () => {
  noor = await signIn(cloud(), OPS);
  [ann, bo] = [await anAffiliate(cloud(), 'ann'), await anAffiliate(cloud(), 'bo')];
  await sell(ann, 'pi_1', 'USD');
  await sell(ann, 'pi_2', 'EUR');
  await sell(bo, 'pi_3', 'USD');
});

describe('What if [B2]', () => {
  test('is asked, and answered by a workflow that writes nothing live', async () => {
    const before = await live();
    expect(before.length).toBeGreaterThan(20);
    const asked = await ask({ key: 'less-at-first' });
    expect(asked.status, asked.text).toBe(202);
    expect(asked.json()).toMatchObject({ state: 'running' });
    whatIfId = asked.json().whatIfId;
    await cloud().settle();
    expect(await live()).toEqual(before);
  });

  test('says for each currency by itself what it had cost and would have cost, and who gains', async () => {
    const { whatIf, result } = await get(`/${whatIfId}`);
    expect(whatIf).toMatchObject({ state: 'done', from: '2027-03' });
    expect(result).toMatchObject({ customers: 3, sales: 3 });
    expect(result.currencies).toMatchObject([
      { currency: 'EUR', before: 2_500, after: 1_000, partners: 1, losers: 1, winners: 0 },
      { currency: 'USD', before: 5_000, after: 2_000, partners: 2, losers: 2, best: [] },
    ]);
    expect(result.currencies[1].worst.map(({ company }: { company: string }) => company).sort()).toEqual([
      'ann Ltd',
      'bo Ltd',
    ]);
  });

  test('names for each partner the sales that make the difference', async () => {
    const { results } = await get(`/${whatIfId}/partners/${ann.partnerId}`);
    expect(results).toMatchObject([
      { currency: 'EUR', before: 2_500, after: 1_000, sales: [{ sale: 'pi_2', before: 2_500, after: 1_000 }] },
      { currency: 'USD', before: 2_500, after: 1_000, sales: [{ sale: 'pi_1' }] },
    ]);
  });

  test('asked again by the same key is the same question; another one by that key is refused', async () => {
    expect((await ask({ key: 'less-at-first' })).json()).toMatchObject({ whatIfId, state: 'done' });
    expect((await ask({ key: 'less-at-first', note: 'Another' })).status).toBe(422);
    const other = await ask({ key: 'less-at-first', draft: { terms: { firstPaymentBp: 1_100 } } });
    expect(other.status).toBe(422);
    expect((await get()).whatIfs).toHaveLength(1);
  });

  test('of what cannot be is refused', async () => {
    expect((await ask({ key: 'tiers', draft: { tiers: {} } })).status, 'a won deal is fixed [D7]').toBe(422);
    const wrong = await ask({ key: 'half-of-it', draft: { earning: { mostOfPaymentBp: -1 } } });
    expect(wrong.json()).toMatchObject({ status: 422, errors: [{ field: 'draft.earning.mostOfPaymentBp' }] });
    expect((await ask({ key: 'next-month', to: '2027-04' })).status).toBe(422);
    expect((await cloud().http('GET', `/api/ops/what-if/${'z'.repeat(26)}`, { cookie: noor })).status).toBe(404);
  });
});
