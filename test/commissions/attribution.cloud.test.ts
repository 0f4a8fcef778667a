import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../functions/shared/keys.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { withCloud } from '../support/cloud.ts';
import { OPS, signIn } from '../support/people.ts';
import { type Affiliate, anAffiliate, balancesOf, send } from './webhooks.ts';

const cloud = withCloud();
let noor = '';
let [ann, bo]: Affiliate[] = [];

const ask = (body: Record<string, unknown>) =>
  cloud().http('POST', '/api/ops/attribution', { cookie: noor, body: { model: 'linear', period: '2027-03', ...body } });
const shown = async (model = 'linear') => {
  const path = `/api/ops/attribution?model=${model}&period=2027-03`;
  return (await cloud().http('GET', path, { cookie: noor })).json();
};
const table = () => DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
const rename = (Key: Record<string, string>, company: string) =>
  table().send(
    new UpdateCommand({
      TableName: 'tandem-local-program',
      Key,
      UpdateExpression: 'SET company = :company',
      ExpressionAttributeValues: { ':company': company },
    }),
  );
const reported = async (model: string, key: string) => {
  expect((await ask({ key, model })).status).toBe(202);
  await cloud().settle();
  return shown(model);
};

beforeAll(async () => {
  noor = await signIn(cloud(), OPS);
  [ann, bo] = [await anAffiliate(cloud(), 'ann'), await anAffiliate(cloud(), 'bo')];
  const touches = [(await ann?.click()) ?? ''];
  await cloud().clock.moveTo(cloud().clock.now() + 60_000);
  touches.push((await bo?.click()) ?? '');
  await cloud().clock.moveTo(cloud().clock.now() + 60_000);
  const data = { saleId: 'pi_1', customerId: 'cus_1', amountMinor: 10_001, currency: 'USD', touches };
  expect((await send(cloud(), 'sale', data)).status).toBe(200);
  await cloud().settle();
});

describe('A report on attribution [A2]', () => {
  test('is not there before somebody has asked', async () => {
    expect(await shown()).toEqual({});
  });

  test('says for each partner what the model credits and would pay, beside what was decided, and moves no money', async () => {
    const before = await balancesOf(cloud(), bo?.partnerId ?? '');
    const { report, result } = await reported('linear', 'by-linear');
    expect(report).toMatchObject({ state: 'done', model: 'linear', from: '2027-03', to: '2027-03' });
    const [dollars] = result.currencies;
    expect(
      dollars.credited.toSorted((a: { company: string }, b: { company: string }) => (a.company < b.company ? -1 : 1)),
    ).toMatchObject([
      { company: 'ann Ltd', before: 0, after: 1_250, sales: { before: 0, after: 1 }, net: { before: 0, after: 5_001 } },
      {
        company: 'bo Ltd',
        before: 2_500,
        after: 1_250,
        sales: { before: 1, after: 1 },
        net: { before: 10_001, after: 5_000 },
      },
    ]);
    expect(await balancesOf(cloud(), bo?.partnerId ?? '')).toEqual(before);
    expect(await balancesOf(cloud(), ann?.partnerId ?? '')).toBeUndefined();
  });

  test('by the model in force is what was decided', async () => {
    const { result } = await reported('last-click', 'by-last-click');
    expect(result.currencies).toMatchObject([{ before: 2_500, after: 2_500, partners: 1 }]);
  });

  test('opens down to the sales', async () => {
    const { report } = await shown();
    const path = `/api/ops/attribution/${report.whatIfId}/partners/${ann?.partnerId}`;
    expect((await cloud().http('GET', path, { cookie: noor })).json()).toEqual({
      currencies: [
        {
          currency: 'USD',
          sales: [
            {
              sale: 'pi_1',
              occurredAt: expect.any(String),
              before: 0,
              after: 1_250,
              net: { before: 0, after: 5_001 },
            },
          ],
          more: false,
        },
      ],
    });
    const unknown = `/api/ops/attribution/${'z'.repeat(26)}/partners/${ann?.partnerId}`;
    expect((await cloud().http('GET', unknown, { cookie: noor })).status).toBe(404);
  });

  test('gives out every partner for a spreadsheet, and no company name runs as a formula', async () => {
    const { report } = await shown();
    const profile = { PK: `PARTNER#${ann?.partnerId}`, SK: 'PROFILE' };
    await rename(profile, '=HYPERLINK("http://x.example")');
    const path = `/api/ops/attribution/${report.whatIfId}/partners`;
    const reply = await cloud().http('GET', path, { cookie: noor });
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(reply.headers['next-cursor']).toBeUndefined();
    const [header, ...lines] = reply.text.trim().split('\r\n');
    expect(header).toBe(
      '"currency","partner","company","sales_decided","sales_by_model","revenue_decided","revenue_by_model","earned_decided","would_earn_by_model"',
    );
    expect(lines.sort()).toEqual(
      [
        `"USD","${ann?.partnerId}","'=HYPERLINK(""http://x.example"")","0","1","0.00","50.01","0.00","12.50"`,
        `"USD","${bo?.partnerId}","bo Ltd","1","1","100.01","50.00","25.00","12.50"`,
      ].sort(),
    );
    expect((await cloud().http('GET', `${path}?cursor=63`, { cookie: noor })).text).not.toContain('currency');
    expect((await cloud().http('GET', `${path}?cursor=64`, { cookie: noor })).status).toBe(422);
    const unknown = `/api/ops/attribution/${'z'.repeat(26)}/partners`;
    expect((await cloud().http('GET', unknown, { cookie: noor })).status).toBe(404);
    expect((await cloud().http('GET', path, { cookie: ann?.cookie ?? '' })).status).toBe(404);
  });

  test('has partners beyond one answer in the next ones', async () => {
    const { report } = await shown();
    const id = report.whatIfId;
    const many = Array.from({ length: 550 }, (_, number) => `01J${String(number).padStart(23, '0')}`);
    const none = { before: 0, after: 0 };
    const items = many.map((partnerId) => {
      const { PK, SK } = keys.whatIfPartner(id, Number(ledgerKeys.book(partnerId, '').PK.slice(6)), partnerId, 'EUR');
      const credited = { sales: { before: 0, after: 1 }, net: { before: 0, after: 100 } };
      const result = { partnerId, currency: 'EUR', ...none, bonus: none, cap: none, changed: 0, sales: [], credited };
      return { PutRequest: { Item: { PK, SK, type: 'WHAT-IF-PARTNER', ...result } } };
    });
    for (let from = 0; from < items.length; from += 25) {
      const RequestItems = { 'tandem-local-program': items.slice(from, from + 25) };
      await table().send(new BatchWriteCommand({ RequestItems }));
    }
    const found: string[] = [];
    let cursor = '';
    let answers = 0;
    do {
      const path = `/api/ops/attribution/${id}/partners${cursor ? `?cursor=${cursor}` : ''}`;
      const reply = await cloud().http('GET', path, { cookie: noor });
      found.push(...[...reply.text.matchAll(/"EUR","([^"]+)"/g)].map(([, partnerId]) => partnerId ?? ''));
      cursor = reply.headers['next-cursor'] ?? '';
      answers++;
    } while (cursor);
    expect(answers).toBeGreaterThan(1);
    expect(found.sort()).toEqual(many);
  });

  test('asked again by the same key is the same report; another one by that key, or of a month to come, is refused', async () => {
    const first = (await shown()).report.whatIfId;
    expect((await ask({ key: 'by-linear' })).json()).toMatchObject({ whatIfId: first, state: 'done' });
    expect((await ask({ key: 'by-linear', model: 'first-click' })).status).toBe(422);
    expect((await ask({ key: 'to-come', period: '2027-04' })).status).toBe(422);
    expect((await cloud().http('GET', '/api/ops/what-if', { cookie: noor })).json().whatIfs).toEqual([]);
  });
});
