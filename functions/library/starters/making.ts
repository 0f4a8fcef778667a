import { createHash } from 'node:crypto';
import type { ProgramEvent } from '../../shared/event.ts';
import { PROGRAM } from '../../tasks/contract.ts';
import { keptFileOf, newAsset } from '../assets/changing.ts';
import type { Asset } from '../assets/items.ts';
import { idOf } from '../brand/sheet.ts';
import type { FileItem } from '../items.ts';
import { safeName } from '../naming.ts';
import { lookedAt } from '../uploading.ts';
import type { Starter } from './texts.ts';

/** A text of the starter set as a file of the program and an asset. Its ids follow from its content. */
export const madeOf = (
  { assetId, said }: Starter,
  pdf: Uint8Array,
  by: string,
  at: string,
): { readonly file: FileItem; readonly event: ProgramEvent; readonly asset: Asset } => {
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const waiting: FileItem = {
    type: 'FILE',
    fileId: idOf(`starter ${assetId} ${sha256}`),
    partnerId: PROGRAM,
    purpose: 'asset',
    name: safeName(said.title, 'application/pdf'),
    contentType: 'application/pdf',
    bytes: pdf.length,
    state: 'waiting',
    by,
    startedAt: at,
  };
  const { file, event } = lookedAt(waiting, {}, sha256, at);
  return {
    file,
    event,
    asset: newAsset(assetId, said, { source: { file: keptFileOf(file) }, note: undefined, at, by }),
  };
};
