import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import { packFact } from '../../functions/shared/journal-items.ts';
import { LEDGER_SHARDS, ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { withCloud } from '../support/cloud.ts';
import { aFact, CUSTOMER, PARTNER, pagesOf, record } from './facts.ts';

const cloud = withCloud();
const last = async (partnerId = PARTNER) => (await pagesOf(cloud(), partnerId)).at(-1);
const mature = async (before: string) => {
  for (let shard = 0; shard < LEDGER_SHARDS; shard++) {
    const { value, error } = await cloud().invoke('tandem-local-ledger-mature-books', { shard, before });
    expect(error, JSON.stringify(value)).toBeUndefined();
  }
};

describe('A partner’s book', () => {
  test('gets a page with the lines of a fact, and its balances', async () => {
    await record(cloud(), aFact());
    expect(await pagesOf(cloud())).toEqual([
      {
        partnerId: PARTNER,
        currency: 'USD',
        number: 1,
        kind: 'facts',
        recordedAt: '2027-03-01T09:00:00.000Z',
        lines: [
          {
            account: 'pending',
            minor: 475,
            fact: `${CUSTOMER}/1`,
            sale: 'pi_1',
            rule: 'commission',
            earnedPeriod: '2027-03',
            maturesAt: '2027-03-31T09:00:00.000Z',
            occurredAt: '2027-03-01T09:00:00.000Z',
          },
        ],
        balances: { pending: 475, held: 0, payable: 0, transit: 0, paid: 0 },
        against: [],
        openFrom: 1,
      },
    ]);
  });

  test('takes a record that the stream brings again only once', async () => {
    const fact = aFact();
    const NewImage = marshall({ ...ledgerKeys.fact(CUSTOMER, 1), ...packFact(fact) });
    const Records = [{ eventID: '1', dynamodb: { NewImage, SequenceNumber: '1' } }];
    const { error } = await cloud().invoke('tandem-local-ledger-keep-books', { Records: [...Records, ...Records] });
    expect(error).toBeUndefined();
    expect(await pagesOf(cloud())).toHaveLength(1);
  });

  test('is one for each currency', async () => {
    await record(cloud(), aFact({ number: 2, key: 'pi_2', currency: 'EUR' }));
    expect((await last())?.balances.pending).toBe(475);
    expect((await pagesOf(cloud(), PARTNER, 'EUR'))[0]?.balances.pending).toBe(475);
  });

  test('says of a fact of a month that is over that it is late', async () => {
    await record(
      cloud(),
      aFact({
        number: 3,
        key: 'pi_3',
        occurredAt: '2027-02-20T09:00:00.000Z',
        recordedAt: '2027-03-01T09:00:00.000Z',
        maturesAt: '2027-03-22T09:00:00.000Z',
      }),
    );
    expect((await last())?.lines[0]).toMatchObject({ earnedPeriod: '2027-02', late: true });
  });

  test('matures what the review window is over for, and the rest later', async () => {
    await mature('2027-03-25T00:00:00.000Z');
    expect(await last()).toMatchObject({ kind: 'matured', balances: { pending: 475, payable: 475 }, openFrom: 1 });
    await mature('2027-03-25T00:00:00.000Z');
    expect(await pagesOf(cloud())).toHaveLength(3);
    await mature('2027-04-01T00:00:00.000Z');
    expect(await last()).toMatchObject({ balances: { pending: 0, payable: 950 }, openFrom: 5 });
  });

  test('a refund after that lowers what is payable, below zero if need be', async () => {
    await record(
      cloud(),
      aFact({
        number: 4,
        kind: 'refund',
        key: 'pi_1~re_1',
        recordedAt: '2027-04-01T00:00:00.000Z',
        earned: [{ account: 'payable', minor: -1_000, sale: 'pi_1' }],
      }),
    );
    expect(await last()).toMatchObject({ balances: { pending: 0, payable: -50 } });
  });

  test('many facts at once are a few pages, and none is lost', async () => {
    const other = '01J000000000000000000000BB';
    const facts = Array.from({ length: 300 }, (_, index) =>
      aFact({
        customer: `c${String(index).padStart(21, '0')}`,
        key: `pi_m${index}`,
        earned: [{ partnerId: other, minor: 10 }],
      }),
    );
    const Records = facts.map((fact) => ({
      eventID: fact.key,
      dynamodb: {
        NewImage: marshall({ ...ledgerKeys.fact(fact.customer, 1), ...packFact(fact) }),
        SequenceNumber: '1',
      },
    }));
    const halves = [Records.slice(0, 180), Records.slice(120)];
    const answers = await Promise.all(
      halves.map((one) => cloud().invoke('tandem-local-ledger-keep-books', { Records: one })),
    );
    for (const { error } of answers) expect(error).toBeUndefined();
    const pages = await pagesOf(cloud(), other);
    expect(pages.at(-1)?.balances.pending).toBe(3_000);
    expect(pages.length).toBeLessThan(6);
    expect(new Set(pages.flatMap(({ lines }) => lines.map(({ fact }) => fact))).size).toBe(300);
  });
});
