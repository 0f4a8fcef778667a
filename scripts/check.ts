import { pathToFileURL } from 'node:url';
import { type Ended, report, run } from './process.ts';

/** A second run reads what the first one found out. */
const tsc = (project: string, name: string): readonly string[] => [
  'tsc',
  '-p',
  project,
  '--incremental',
  '--tsBuildInfoFile',
  `.build/types/${name}.tsbuildinfo`,
];

/** What holds of the whole repository without running the product, quickest first. Two at a time: most machines have two. */
const CHECKS: readonly (readonly [name: string, command: readonly string[]])[] = [
  ['types: functions, local cloud, tests', tsc('.', 'main')],
  ['format and lint', ['biome', 'check', '--error-on-warnings']],
  ['types: CDK app', tsc('infra', 'infra')],
  ['types: web', tsc('web', 'web')],
  ['unused files, exports and packages', ['knip']],
  ['workflow definitions', ['node', 'scripts/lint-workflows.ts']],
  ['generated files differ by nothing', ['node', 'scripts/generate.ts', '--check']],
  ['walls between rooms', ['vitest', 'run', 'test/architecture', '--reporter=dot']],
];

/** Runs all checks, prints a line each and the output of those that fail. */
export const check = async (): Promise<readonly Ended[]> => {
  const waiting = [...CHECKS];
  const ended: Ended[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const one = await run(...next);
      report(one);
      ended.push(one);
    }
  };
  await Promise.all([work(), work()]);
  return ended;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const ended = await check();
  process.exitCode = ended.every((one) => one.ok) ? 0 : 1;
}
