import { describe, expect, test } from 'vitest';
import { loadRooms } from '../../../infra/rooms/index.ts';
import { scenarios } from './scenarios.ts';
import { strikeEveryStep } from './verdict.ts';
import type { Scenario } from './world.ts';

/** The whole of it, on a busy machine. */
const MINUTES_MS = 10 * 60_000;
/** What the scenarios share, the next ones strike too. */
const LEFT_FOR_LATER = 25;

/** What no scenario reaches yet, and the test in which it fails and recovers. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'reviews-put-off-review': 'test/workflows/quarterly-review.test.ts',
  'commissions-replay-shard': 'test/workflows/what-if.test.ts',
  // It takes two partners.
  'deals-hand-over-deal': 'test/deals/hand-over.cloud.test.ts',
  // A lead goes to whoever is next: companies that live side by side would take each other's.
  ...Object.fromEntries(
    [
      'leads-receive-lead',
      'leads-enter-leads',
      'leads-start-routing',
      'leads-begin-lead',
      'leads-carry-lead',
      'leads-list-leads',
      'leads-show-lead',
      'leads-erase-lead',
      'leads-list-own-leads',
      'leads-answer-lead',
      'leads-report-lead',
      'leads-set-lead-taking',
    ].map((name) => [name, 'test/leads/crashes.cloud.test.ts']),
  ),
};

describe('Every call of every operation fails once in every way, and after recovery all is as if nothing had happened', () => {
  const tried = new Set<string>();
  const reached = new Set<string>();
  const open = new Map<Scenario, readonly string[]>();
  const leftOf = (scenario: Scenario): readonly string[] =>
    (open.get(scenario) ?? []).filter((strike) => !tried.has(strike));

  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const { functions, wrong, left } = await strikeEveryStep(scenario, tried, LEFT_FOR_LATER);
      for (const name of functions) reached.add(name);
      open.set(scenario, left);
      expect(wrong).toEqual([]);
    },
    MINUTES_MS,
  );

  test(
    'nothing that came by often is left out',
    async () => {
      for (const scenario of scenarios.filter((one) => leftOf(one).length > 0)) {
        const { wrong, left } = await strikeEveryStep(scenario, tried, 0);
        open.set(scenario, left);
        expect(wrong).toEqual([]);
      }
      expect(scenarios.flatMap(leftOf)).toEqual([]);
    },
    MINUTES_MS,
  );

  test('each handler of the manifests is reached by a scenario; who adds one adds it to a scenario', async () => {
    const handlers = Object.entries(await loadRooms()).flatMap(([room, manifest]) =>
      Object.keys(manifest).map((handler) => `${room}-${handler}`),
    );
    const missing = handlers.filter(
      (handler) => !(handler in ELSEWHERE) && ![...reached].some((name) => name.endsWith(`-${handler}`)),
    );
    expect(missing).toEqual([]);
  });
});
