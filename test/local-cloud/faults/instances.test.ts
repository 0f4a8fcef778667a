import { describe, expect, test } from 'vitest';
import { Instances } from '../../../infra/local/functions/instances.ts';

const counted = () => {
  let loaded = 0;
  const instances = new Instances(async () => {
    const number = ++loaded;
    return () => number;
  });
  const take = async (alone: boolean) => instances.take('f', alone);
  return { instances, take, loaded: () => loaded };
};

describe('Invocations of one function at the same time', () => {
  test('share one instance as long as nothing goes wrong', async () => {
    const { take, loaded } = counted();
    expect(await take(false)).toBe(await take(false));
    expect(loaded()).toBe(1);
  });

  test('have one each while calls go wrong, and a free one is used again', async () => {
    const { take, instances, loaded } = counted();
    const first = await take(true);
    expect(await take(true)).not.toBe(first);
    instances.leave('f', first, false);
    expect(await take(true)).toBe(first);
    expect(loaded()).toBe(2);
  });

  test('wait their turn where there are three, in the order in which they came', async () => {
    const { take, instances } = counted();
    const [first] = [await take(true), await take(true), await take(true)];
    const turns: string[] = [];
    const fourth = take(true).then((instance) => {
      turns.push('fourth');
      return instance;
    });
    const fifth = take(true).then(() => turns.push('fifth'));
    instances.leave('f', first, false);
    expect(await fourth).toBe(first);
    expect(turns).toEqual(['fourth']);
    instances.leave('f', first, true);
    await fifth;
    expect(turns).toEqual(['fourth', 'fifth']);
  });

  test('one that was ended is gone: who waits gets a new one', async () => {
    const { take, instances, loaded } = counted();
    const [first] = [await take(true), await take(true), await take(true)];
    const waiting = take(true);
    instances.leave('f', first, true);
    expect(await waiting).not.toBe(first);
    expect(loaded()).toBe(4);
  });
});
