import * as z from 'zod';
import { fileType } from '../policy/contract.ts';
import { id, instant } from '../shared/text.ts';

/** What a partner may send a file for. The rooms named take the file's id, and look at the item before they do. */
export const partnerPurpose = z.enum(['lab-proof', 'mdf-proof', 'deal-proof', 'logo']);
/** What ops may send a file for. */
export const programPurpose = z.enum(['asset', 'program-logo']);
/** `co-branded`: made here, never sent. */
export const purpose = z.enum([...partnerPurpose.options, ...programPurpose.options, 'co-branded']);
export type Purpose = z.infer<typeof purpose>;

/**
 * FILE item. `waiting`: a form for it was handed out. `kept`: it arrived and is what it said it is. `refused`: it arrived
 * and is not. Only a kept file may be used or opened.
 */
export const fileItem = z.object({
  type: z.literal('FILE'),
  fileId: id,
  /** `PROGRAM` for a file of the program itself. */
  partnerId: id,
  purpose,
  /** As people see it: safe in any file system, its ending that of its type. */
  name: z.string(),
  contentType: fileType,
  bytes: z.int().min(1),
  state: z.enum(['waiting', 'kept', 'refused']),
  /** Person id of who sent it. */
  by: z.string(),
  startedAt: instant,
  /** When it was looked at. */
  lookedAt: instant.optional(),
  sha256: z.string().optional(),
  /** Pixels, of a picture. */
  width: z.int().optional(),
  height: z.int().optional(),
  /** Why it was refused, a sentence for the person who sent it. */
  because: z.string().optional(),
});
export type FileItem = z.infer<typeof fileItem>;

export const fileMoves: Readonly<Record<FileItem['state'], readonly FileItem['state'][]>> = {
  waiting: ['kept', 'refused'],
  kept: [],
  refused: [],
};
