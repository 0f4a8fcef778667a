import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Hash of the content of all files that match, for work that is only done when its inputs have changed. */
export const hashOf = (patterns: readonly string[]): string => {
  const hash = createHash('sha256');
  const files = patterns.flatMap((pattern) => globSync(pattern)).filter((file) => statSync(file).isFile());
  for (const file of [...new Set(files)].sort()) hash.update(file).update('\0').update(readFileSync(file));
  return hash.digest('hex');
};

/** Does `work` unless it was done for the same inputs; `stamp` is the file that remembers them. */
export const whenChanged = async (
  stamp: string,
  inputs: readonly string[],
  work: () => Promise<void>,
): Promise<'made' | 'unchanged'> => {
  const hash = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return 'unchanged';
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return 'made';
};
