import { askedChunk, ofChunk } from '../integrations/contract.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { step } from '../shared/step.ts';
import { nominateChunk } from './imported/store.ts';

/** Nominates the partners of a chunk of an import, each once: their contacts confirm as anybody's do. */
export const handler = step(ofChunk, async ({ importId, chunk }, now) => {
  const { policy } = await readPolicy(now);
  return askedChunk.parse(await nominateChunk(importId, chunk, { programKey: await programKey(), policy, now }));
});
