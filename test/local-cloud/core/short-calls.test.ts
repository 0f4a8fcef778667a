import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { marshalled, Unusual, unmarshalled } from '../../../infra/local/functions/sandbox/attribute-values.ts';
import { withCloud } from '../../support/cloud.ts';
import { apply, askToSignIn, tokenFor, typed } from '../../support/people.ts';

const DAY_MS = 86_400_000;
const ip = '203.0.113.9';
const name = fc.string({ minLength: 1 }).filter((one) => one !== 'constructor' && one !== '__proto__');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(name, tie('any'), { maxKeys: 4 }),
  ),
})).any;
const item = fc.dictionary(name, value, { minKeys: 1, maxKeys: 5 });

describe('attribute values', () => {
  test('are made as the SDK makes them, and read back as it reads them', () => {
    fc.assert(
      fc.property(item, (Item) => {
        const theirs = marshall(Item, { removeUndefinedValues: true });
        expect(marshalled({ Item, TableName: 'T' }, { Item: {} })).toEqual({ Item: theirs, TableName: 'T' });
        expect(unmarshalled({ Items: [theirs] }, { Items: { '*': {} } })).toEqual({ Items: [unmarshall(theirs)] });
      }),
    );
  });

  test.each([
    ['a set', new Set(['a'])],
    ['bytes', new Uint8Array(1)],
    ['a number that no float holds', 2 ** 60],
    ['a number that is none', Number.NaN],
    ['an object of a class', new Date(0)],
    ['an attribute called constructor', { constructor: 1 }],
  ])('%s is left to the SDK', (_, unusual) => {
    expect(() => marshalled({ Item: { unusual } }, { Item: {} })).toThrow(Unusual);
  });
});

describe('calls that go the short way', () => {
  const items: Record<'short' | 'long', Map<string, unknown>> = { short: new Map(), long: new Map() };
  const cloudOf = (way: 'short' | 'long') =>
    withCloud({
      dynamodb: 'memory',
      seed: 'ways',
      throttling: false,
      preload: true,
      shortCalls: way === 'short',
      onRecord: (table, { dynamodb }) => items[way].set(`${table} ${JSON.stringify(dynamodb.Keys)}`, dynamodb.NewImage),
    });
  const short = cloudOf('short');
  const long = cloudOf('long');
  const live = async (cloud: Cloud) => {
    // Ids derive from what a function was asked, the visitor's address too: the same in both clouds.
    await apply(cloud, typed('northwind'), { ip });
    const token = await tokenFor(cloud, 'ann@northwind.example', '/verify');
    await cloud.http('POST', '/api/applications/verify', { body: { token }, sourceIp: ip });
    await cloud.settle();
    await askToSignIn(cloud, 'ann@northwind.example', ip);
    await cloud.clock.moveTo(cloud.clock.now() + 12 * DAY_MS);
    await cloud.settle();
    // How many records of one instant a stream hands over at once depends on the turn of the event loop: AWS's own
    // invocations are not compared.
    const calls = cloud.counters.all().filter(({ role }) => role !== 'aws');
    return {
      calls: calls
        .map(({ role, service, action, calls, errors }) => [role, service, action, calls, errors].join())
        .sort(),
      // Two events of one instant are taken side by side: whose letter is first is not compared.
      letters: (await cloud.inbox.all()).map(({ raw }) => Buffer.from(raw).toString('latin1')).sort(),
    };
  };

  // Two programs of twelve days, one of them the long way: also on a machine that does other things too.
  test('are the calls that the SDK makes, and end in the same letters and items', { timeout: 300_000 }, async () => {
    const [one, other] = [await live(short()), await live(long())];
    expect(one.letters.length).toBeGreaterThan(4);
    expect(one).toEqual(other);
    expect(items.short.size).toBeGreaterThan(20);
    expect(items.short).toEqual(items.long);
  });
});
