import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { concludeImport } from './contract.ts';
import { conclude, readImport } from './import/files/store.ts';
import { resultOf } from './import/reporting.ts';

/** Keeps what was brought and forgets the rows. An import that is done keeps its first result. */
export const handler = step(concludeImport, async ({ importId, chunks }, now) => {
  const found = await readImport(importId);
  if (!found) throw new InvalidInput(`There is no import ${importId}.`);
  const parts = chunks.map(({ brought, asked }) => ({
    ...brought,
    asked: asked?.asked ?? 0,
    rows: [...brought.rows, ...(asked?.rows ?? [])],
  }));
  const result = resultOf(parts);
  const isFirst = await conclude(found, result, now.toISOString());
  const { rows: _, ...counted } = isFirst ? result : (found.result ?? result);
  return { importId, ...counted };
});
