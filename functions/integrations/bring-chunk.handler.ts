import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { step } from '../shared/step.ts';
import { ofChunk } from './contract.ts';
import { bringChunk } from './import/bring/chunk/store.ts';

/** Brings the rows of one chunk to their partners, or lets them wait. What was brought before is known and stays. */
export const handler = step(ofChunk, async ({ importId, chunk }, now) => {
  const { policy } = await readPolicy(now);
  return bringChunk(importId, chunk, { programKey: await programKey(), policy, now: now.toISOString() });
});
