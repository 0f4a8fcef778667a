import { notFound, Problem } from '../../shared/problem.ts';
import { whyNotThisFile } from '../contract.ts';
import type { FileItem } from '../items.ts';
import { keptFileOf } from './changing.ts';
import type { KeptFile } from './items.ts';

/** What a version is of: a page elsewhere, or a file of the program that was looked at. Throws for any other file. */
export const sourceOf = (
  url: string | undefined,
  file: FileItem | '' | undefined,
): { readonly url: string } | { readonly file: KeptFile } => {
  if (url !== undefined) return { url };
  if (!file) throw notFound('file');
  const because = whyNotThisFile(file, 'asset');
  if (because) throw new Problem(422, 'invalid-input', because);
  return { file: keptFileOf(file) };
};
