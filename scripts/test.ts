import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { check } from './check.ts';
import { type Ended, report, run } from './process.ts';

/**
 * Everything that proves the product: the checks, the templates, the bundles, the pages, and all tests. Ends with the
 * line `N passed, N failed`, which is also kept in .build/test/summary.txt.
 */
const FOLDER = '.build/test';
const RESULTS = `${FOLDER}/vitest.json`;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const countSteps = (steps: readonly Ended[]): Counts => ({
  passed: steps.filter((one) => one.ok).length,
  failed: steps.filter((one) => !one.ok).length,
});

/** A run that broke before or beside its tests is a failure too, though no test of it failed. */
const countTests = (ended: Ended): Counts => {
  if (!existsSync(RESULTS)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed }: { numPassedTests: number; numFailedTests: number } =
    JSON.parse(readFileSync(RESULTS, 'utf8'));
  return { passed, failed: ended.ok ? failed : Math.max(failed, 1) };
};

const step = async (name: string, command: readonly string[]): Promise<Ended> => {
  const ended = await run(name, command);
  report(ended);
  return ended;
};

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const steps = [
  ...(await check()),
  await step('template of the local stage', ['node', 'infra/app.ts']),
  await step('bundles for AWS', ['node', 'scripts/bundle-all.ts']),
  await step('pages', ['node', 'scripts/build-web.ts']),
];
const tests = await run(
  'tests',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`, ...process.argv.slice(2)],
  { show: true },
);
const counts = [countSteps(steps), countTests(tests)];
const sum = (of: keyof Counts): number => counts.reduce((total, one) => total + one[of], 0);
const summary = `${sum('passed')} passed, ${sum('failed')} failed`;
writeFileSync(`${FOLDER}/summary.txt`, `${summary}\n`);
for (const one of steps.filter((ended) => !ended.ok)) console.log(`FAIL ${one.name}: see above`);
console.log(summary);
process.exitCode = sum('failed') === 0 ? 0 : 1;
