import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import {
  aboutPartners,
  currentText,
  meaningOf,
  releasedTexts,
  restingPlaces,
  WORKFLOWS,
} from '../test/faults/released/recording.ts';
import { run } from './process.ts';

/**
 * Keeps each workflow's definition as a released one, with executions recorded in the middle, if what it does is not
 * among the released ones yet.
 */
const changed = WORKFLOWS.filter((workflow) => {
  const meaning = JSON.stringify(meaningOf(currentText(workflow)));
  return ![...releasedTexts(workflow).values()].some((text) => JSON.stringify(meaningOf(text)) === meaning);
});
const copies = changed.map((workflow) => {
  const folder = `workflows/${workflow}/released`;
  const copy = `${folder}/${Math.max(0, ...releasedTexts(workflow).keys()) + 1}.asl.json`;
  mkdirSync(folder, { recursive: true });
  copyFileSync(`workflows/${workflow}/${workflow}.asl.json`, copy);
  return copy;
});
if (changed.length === 0) console.log('Every definition is among the released ones.');
else {
  // One that never rests is over within minutes: nothing of it can be met in the middle.
  const resting = changed.filter((workflow) => restingPlaces(currentText(workflow)).alone.length > 0);
  if (resting.length > 0) await record(resting);
  for (const copy of copies) if (existsSync(copy)) console.log(`released: ${copy}`);
  await run('format', ['biome', 'check', '--write', ...changed.map((workflow) => `workflows/${workflow}/released`)]);
}

/** Who records a workflow: one of a partner is met in its cases, a deal and a run of the program by themselves. */
function recorder(workflow: string): string {
  if (workflow === 'deal-registration') return 'test/faults/released/record-deals.release.ts';
  return `test/faults/released/${aboutPartners(workflow) ? 'record' : 'record-runs'}.release.ts`;
}

async function record(resting: readonly string[]): Promise<void> {
  process.env.TANDEM_RELEASE = resting.join(' ');
  const vitest = await startVitest('test', [], { include: [...new Set(resting.map(recorder))], watch: false });
  const failed = vitest.state.getCountOfFailedTests();
  await vitest.close();
  // A released definition without its recordings proves nothing.
  if (failed > 0) for (const copy of copies) rmSync(copy);
}
