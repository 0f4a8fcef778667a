import { expect, test } from 'vitest';
import type { LetterItem } from '../../functions/email/contract.ts';
import type { Posted } from '../../functions/email/sending/ses.ts';
import { sweep } from '../../functions/email/sending/sweep.ts';
import { aLetter, anOrder, Desk, NOW, quiet } from './support.ts';

quiet();

/** A pile of letters and an SES that answers in turn; the clock moves only by resting and by `msPerLetter`. */
const pile = (count: number, answers: Posted['posted'][] = [], msPerLetter = 50) => {
  const desks = new Map(
    Array.from({ length: count }, (_, n): [string, Desk] => [
      `k${n}`,
      new Desk(aLetter({ order: anOrder({ key: `k${n}` }) })),
    ]),
  );
  let nowMs = NOW.getTime();
  const rests: number[] = [];
  const deskOf = (key: string): Desk => {
    const desk = desks.get(key);
    if (!desk) throw new Error(key);
    return desk;
  };
  const any = new Desk();
  const office = {
    ...any,
    rest: async (ms: number) => {
      rests.push(ms);
      nowMs += ms;
    },
    claim: (key: string, now: Date) => deskOf(key).claim(key, now),
    defer: (key: string, wait: Parameters<Desk['defer']>[1]) => deskOf(key).defer(key, wait),
    finish: (item: LetterItem, ending: Parameters<Desk['finish']>[1], now: Date) =>
      deskOf(item.order.key).finish(item, ending, now),
    post: async (...given: Parameters<Desk['post']>) => {
      nowMs += msPerLetter;
      const posted = answers.shift() ?? 'accepted';
      deskOf(given[2]).answers = [posted === 'accepted' ? { posted, messageId: 'm' } : { posted, error: 'x' }];
      return deskOf(given[2]).post(...given);
    },
  };
  const run = (keys = [...desks.keys()]) =>
    sweep({
      office,
      dueLetters: async function* () {
        yield* keys;
      },
      readLetter: async (key) => desks.get(key)?.item,
      clock: () => new Date(nowMs),
    });
  const mails = () => [...desks.values()].map((desk) => desk.mails.length);
  return { run, rests, mails, deskOf };
};

test('a pile is sent ten at a time with a rest of a second between', async () => {
  const { run, rests, mails } = pile(35);
  expect(await run()).toEqual({ sent: 35 });
  expect(rests).toEqual([1000, 1000, 1000]);
  expect(mails().every((count) => count === 1)).toBe(true);
});

test('when SES says too fast, it rests and goes on; what was put off comes in the next sweep, once (row 21)', async () => {
  const { run, rests, mails } = pile(6, ['accepted', ...Array.from({ length: 6 }, () => 'throttled' as const)]);
  expect(await run()).toEqual({ sent: 4, throttled: 2 });
  expect(rests).toEqual([1000, 2000, 1000, 1000, 2000, 1000]);
  expect(await run()).toEqual({ left: 6 });
  expect(mails()).toEqual([1, 0, 0, 1, 1, 1]);
});

test("when the day's quota is used up, it stops at once", async () => {
  const { run, mails } = pile(10, ['accepted', 'quota']);
  expect(await run()).toEqual({ sent: 1, quota: 1 });
  expect(mails().reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('a sweep ends before the next one begins', async () => {
  const { run } = pile(100, [], 10_000);
  expect((await run()).sent).toBeLessThanOrEqual(24);
});

test('a letter that fails for a reason of its own stops no other', async () => {
  const { run, deskOf } = pile(3);
  deskOf('k1').item = new Proxy(deskOf('k1').item, {
    get: () => {
      throw new Error('unreadable');
    },
  });
  expect(await run()).toEqual({ sent: 2, unsure: 1 });
});

test('a letter that is gone, or is done meanwhile, is left', async () => {
  const { run } = pile(1);
  await run();
  expect(await run(['k0', 'gone'])).toEqual({ left: 2 });
});
