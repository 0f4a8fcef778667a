import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Order, Told } from './world.ts';

const WORLD = fileURLToPath(new URL('world.ts', import.meta.url));

/** Much is made and soon forgotten: a larger nursery saves a sixth of the processor's time; code that runs a second time will run often. */
const FLAGS = [
  '--max-old-space-size=8192',
  '--max-semi-space-size=128',
  '--min-semi-space-size=128',
  '--always-sparkplug',
];

/** How many affiliates lived, and how. */
export interface Lived {
  readonly count: number;
  readonly seconds: number;
  readonly worlds: readonly Told[];
}

/**
 * Lets `count` affiliates live through their journey in so many worlds side by side, each a program of its own in a
 * process of its own: a world computes on one core. The time is that of the slowest.
 */
export const liveIn = async (
  worlds: number,
  count: number,
  options: { readonly dynamodb?: 'memory' | 'local'; readonly seed?: string } = {},
): Promise<Lived> => {
  const { dynamodb = 'memory', seed = 'bench' } = options;
  const share = Math.ceil(count / worlds);
  const orders = Array.from({ length: worlds }, (_, index) => {
    const from = index * share;
    return { seed, from, count: Math.min(share, count - from), dynamodb };
  });
  const told = await Promise.all(orders.map(inProcess));
  const broken = told.flatMap((one) => one.broken);
  if (broken.length > 0) throw new Error(`The program broke a promise:\n${broken.slice(0, 20).join('\n')}`);
  return { count, seconds: Math.max(...told.map(({ ms }) => ms)) / 1000, worlds: told };
};

const inProcess = (order: Order): Promise<Told> =>
  new Promise((lived, failed) => {
    const world = fork(WORLD, [], { execArgv: FLAGS });
    world.on('message', ({ told, failed: why }: { told?: Told; failed?: string }) =>
      told ? lived(told) : failed(new Error(why)),
    );
    world.on('exit', (code) => failed(new Error(`A world ended (${code}).`)));
    world.send(order);
  });

export const sumOf = ({ worlds }: Lived, of: 'letters' | 'calls' | 'invocations' | 'cpuMs' | 'onboarded'): number =>
  worlds.reduce((total, one) => total + one[of], 0);
