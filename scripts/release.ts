import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { startVitest } from 'vitest/node';
import { currentText, meaningOf, releasedTexts, WORKFLOWS } from '../test/faults/released/recording.ts';
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
  process.env.TANDEM_RELEASE = changed.join(' ');
  const vitest = await startVitest('test', [], { include: ['test/faults/released/record.release.ts'], watch: false });
  const failed = vitest.state.getCountOfFailedTests();
  await vitest.close();
  // A released definition without its recordings proves nothing.
  if (failed > 0) for (const copy of copies) rmSync(copy);
  else for (const copy of copies) console.log(`released: ${copy}`);
  await run('format', ['biome', 'check', '--write', ...changed.map((workflow) => `workflows/${workflow}/released`)]);
}
