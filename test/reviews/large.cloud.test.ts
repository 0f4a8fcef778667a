import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Deal } from '../../functions/deals/contract.ts';
import { keys } from '../../functions/shared/keys.ts';
import { withCloud } from '../support/cloud.ts';
import { items } from '../support/people.ts';
import { idFor, setStage } from '../workflows/partner.ts';
import { historyOf, largestPayload, withoutSchedules } from '../workflows/play.ts';
import { aPartner, asks, cookieOf, start, waitUntil } from './world.ts';

const DEALS = 5_000;
const AT_ONCE = 300;

const aDeal = (partnerId: string, number: number): Deal => ({
  type: 'DEAL',
  dealId: idFor('deal', String(number)),
  partnerId,
  run: 1,
  company: 'Cedar',
  personId: idFor('person', 'cedar'),
  policyVersion: 1,
  state: 'won',
  customer: {
    name: `Customer ${number} ${'x'.repeat(40)}`,
    domain: `c${number}.example`,
    hash: 'a'.repeat(22),
    international: false,
  },
  arr: { minor: 100_000 + number, currency: 'USD' },
  closeOn: '2027-03-01',
  products: [],
  invoicing: 'agency',
  asked: 'x',
  registeredAt: '2027-01-05T10:00:00.000Z',
  checks: [],
  similar: [],
  silence: 'none',
  owes: [],
  credits: [],
  won: {
    ...{
      at: '2027-02-05T10:00:00.000Z',
      termYears: 1,
      invoicing: 'agency',
      by: 'webhook',
      newCustomer: true,
      parts: [],
    },
  },
  history: [],
  changes: 0,
  turn: 0,
});

describe('A partner with 5,000 deals in a quarter (fault 18)', () => {
  const cloud = withCloud({ start: '2027-04-01T10:30:00.000Z', assembly: withoutSchedules(), dynamodb: 'memory' });

  test('has a package like others: the workflow carries keys, each deal stands behind its number', async () => {
    const { partnerId } = await aPartner(cloud(), 'cedar');
    const { table, tableName } = await setStage(cloud());
    for (let from = 0; from < DEALS; from += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, DEALS - from) }, (_, index) =>
        aDeal(partnerId, from + index),
      );
      await Promise.all(
        some.flatMap((deal) => [
          table.send(new PutCommand({ TableName: tableName, Item: { ...keys.deal(deal.dealId), ...deal } })),
          table.send(
            new PutCommand({
              TableName: tableName,
              Item: {
                ...keys.partnerDeal(partnerId, deal.dealId),
                type: 'DEAL-POINTER',
                dealId: deal.dealId,
                partnerId,
              },
            }),
          ),
        ]),
      );
    }
    const executionArn = await start(cloud(), { partner: partnerId }, 'large');
    await waitUntil(cloud(), '2027-04-15T13:00:00.000Z');
    const history = await historyOf(cloud(), executionArn);
    expect(largestPayload(history)).toBeLessThan(16_384);
    const entries = await items(cloud(), `REVIEW-ENTRIES#${partnerId}#2027-Q1#001`, 'deals-won#');
    expect(entries).toHaveLength(10);
    expect(Buffer.byteLength(JSON.stringify(entries))).toBeGreaterThan(300 * 1_024);
    const manager = await cookieOf(cloud());
    const path = `/ops/partners/${partnerId}/business-reviews/2027-Q1`;
    const { package: made } = (await asks(cloud(), manager, 'GET', path)).json();
    const won = made.figures.find(({ id }: { id: string }) => id === 'deals-won');
    expect(won).toMatchObject({ value: DEALS, entries: DEALS });
    let counted = 0;
    for (let from: number | undefined = 0; from !== undefined; ) {
      const page = (await asks(cloud(), manager, 'GET', `${path}/figures/deals-won?from=${from}`)).json();
      counted += page.entries.length;
      from = page.next;
    }
    expect(counted).toBe(DEALS);
  }, 240_000);
});
