import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { USES_FOLDER } from '../infra/local/iam/uses.ts';
import { check } from './check.ts';
import { type Ended, report, run } from './process.ts';

/**
 * Everything that proves the product: the checks, the templates, the bundles, the pages, and all tests. Ends with the
 * line `N passed, N failed`, which is also kept in .build/test/summary.txt.
 */
const FOLDER = '.build/test';
const GRANT_USES = `${FOLDER}/grants`;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const countSteps = (steps: readonly Ended[]): Counts => ({
  passed: steps.filter((one) => one.ok).length,
  failed: steps.filter((one) => !one.ok).length,
});

/** A run that broke before or beside its tests is a failure too, though no test of it failed. */
const countTests = (ended: Ended, results: string): Counts => {
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed }: { numPassedTests: number; numFailedTests: number } =
    JSON.parse(readFileSync(results, 'utf8'));
  return { passed, failed: ended.ok ? failed : Math.max(failed, 1) };
};

/** A run of vitest, on screen. */
const tests = async (name: string, args: readonly string[]): Promise<Counts> => {
  const results = `${FOLDER}/${name.replaceAll(' ', '-')}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
  return countTests(await run(name, ['vitest', 'run', ...reporters, ...args], { show: true }), results);
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
const chosen = process.argv.slice(2);
if (chosen.length === 0) process.env[USES_FOLDER] = resolve(GRANT_USES);
const counts = [countSteps(steps), await tests('tests', chosen)];
if (chosen.length === 0) counts.push(await tests('after all tests', ['--config', 'vitest.after.config.ts']));
else console.log('Grants are not compared with their use: only a part of the tests ran.');
const sum = (of: keyof Counts): number => counts.reduce((total, one) => total + one[of], 0);
const summary = `${sum('passed')} passed, ${sum('failed')} failed`;
writeFileSync(`${FOLDER}/summary.txt`, `${summary}\n`);
for (const one of steps.filter((ended) => !ended.ok)) console.log(`FAIL ${one.name}: see above`);
console.log(summary);
process.exitCode = sum('failed') === 0 ? 0 : 1;
