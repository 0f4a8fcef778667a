import { beforeAll, describe, expect, test } from 'vitest';
import { historyOf } from '../../infra/local/simulator/history.ts';
import { runSeeds } from '../../infra/local/simulator/seeds.ts';
import { judge } from '../../infra/local/simulator/verdict.ts';
import { prepare } from '../support/prepare.ts';

/** All of them where nobody waits; minutes are saved elsewhere. */
const SEEDS = process.env.CI ? 200 : 20;
/** On a machine that does other things too. */
const LONGEST_MS = 3_600_000;

let assembly: string;
beforeAll(async () => {
  assembly = (await prepare()).assembly;
}, 300_000);

describe('Small programs in which calls fail', () => {
  const digests = new Map<number, string>();

  test(`of ${SEEDS} seeds, none breaks an invariant`, { timeout: LONGEST_MS }, async () => {
    let faults = 0;
    const breaks = await runSeeds({
      first: 1,
      last: SEEDS,
      size: 'small',
      faults: true,
      shrinks: false,
      assembly,
      onVerdict: (seed, verdict) => {
        digests.set(seed, verdict.digest);
        faults += verdict.faults.length;
      },
    });
    // To see how it came to that: npm run simulate -- --replay <seed> --size small
    expect(breaks.map(({ seed, verdict }) => ({ seed, breaks: verdict.broken }))).toEqual([]);
    expect(digests.size).toBe(SEEDS);
    expect(faults).toBeGreaterThan(SEEDS);
  });

  test('the same seed ends in the same state, in another process too [I12]', { timeout: LONGEST_MS }, async () => {
    for (const seed of [1, 2]) {
      const { digest } = await judge(historyOf(String(seed), 'small', true), { assembly });
      expect(digest).toBe(digests.get(seed));
    }
    expect(new Set(digests.values()).size).toBe(digests.size);
  });

  test('scheduled calls that find nothing to do change nothing', { timeout: LONGEST_MS }, async () => {
    const history = { ...historyOf('quiet', 'small', false), days: 20, everyNights: 1 };
    const [all, left] = [
      await judge(history, { assembly, everyTick: true }),
      await judge(history, { assembly, everyTick: false }),
    ];
    expect(left.digest).toBe(all.digest);
    expect(left.letters).toBeGreaterThan(2);
  });
});
