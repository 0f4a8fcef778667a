import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { typedInput } from '../shared/typed-input.ts';
import { beginImport, importRunInput } from './contract.ts';
import { markStarted, readImport } from './import/files/store.ts';

const EXAMPLE = { importId: '01J000000000000000000000AA' };

/** What is to be brought: nothing any more where the import is done. One that ops start by hand is marked here. */
export const handler = step(beginImport, async ({ input }, now) => {
  const { importId } = typedInput(importRunInput, input, EXAMPLE);
  const found = await readImport(importId);
  if (!found) throw new InvalidInput(`There is no import ${importId}. Upload the file on the ops page first.`);
  await markStarted(importId, 'workflow', now.toISOString());
  const chunks = found.state === 'done' ? 0 : found.chunks;
  return {
    importId,
    chunks: Array.from({ length: chunks }, (_, index) => index + 1),
    asks: found.kind === 'partners' && found.options.letters,
  };
});
