import { marshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../functions/ledger/contract.ts';
import { packFact } from '../../functions/shared/journal-items.ts';
import { ledgerKeys } from '../../functions/shared/ledger-keys.ts';
import { itemSize, readItem } from '../../infra/local/dynamodb/memory/value.ts';
import { ANN, BOB, CLEO, click, day, sale, tell } from './story.ts';

const HASH = 'abcdefghijklmnopqrstuv';
const hashes = { signals: { mailbox: HASH, domain: HASH, payment: HASH, device: HASH } };
const own = (partnerId: string, on: number) =>
  click(partnerId, day(on), `k3v9m2x8q1z7c.01J${String(on + 50).padStart(23, '0')}`);
const bytesOf = (fact: Fact | undefined): number => {
  if (!fact) throw new Error('There is no fact.');
  return itemSize(
    readItem(
      marshall({ ...ledgerKeys.fact(fact.customer, fact.number), ...packFact(fact) }, { removeUndefinedValues: true }),
    ),
  );
};
const typical = sale({
  key: 'pi_3OqLkR2eZvKYlo2C1abcDEFG',
  net: 4_900,
  gross: 5_831,
  touches: [own(ANN, -3)],
  product: 'team-yearly',
  country: 'DE',
});

describe('A sale with its decision and postings is one item', () => {
  test('of one write unit, with one touch', () => {
    const told = { ...typical, data: { ...typical.data, ...hashes } };
    expect(bytesOf(tell([told])[0])).toBeLessThanOrEqual(1_024);
  });

  test('of two, however many touches', () => {
    const touches = Array.from({ length: 10 }, (_, index) => own([ANN, BOB, CLEO][index % 3] ?? ANN, index - 11));
    const told = { ...typical, data: { ...typical.data, ...hashes, touches } };
    expect(bytesOf(tell([told])[0])).toBeLessThanOrEqual(2_048);
  });
});
