import type { FileType, Policy } from '../policy/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import type { FileItem, Purpose } from './contract.ts';
import type { Verdict } from './inspecting/verdict.ts';
import { safeName } from './naming.ts';

/** A form is good for this long: enough for 25 MB over a slow line. */
export const FORM_SECONDS = 900;

interface Told {
  readonly purpose: Exclude<Purpose, 'co-branded'>;
  readonly name: string;
  readonly contentType: FileType;
  readonly bytes: number;
}

const inMegabytes = (bytes: number): string => `${Math.floor((bytes * 10) / 1_048_576) / 10} MB`;

/** Why this cannot be sent, a sentence; undefined when it can. */
export const whyNoUpload = ({ purpose, contentType, bytes }: Told, policy: Policy): string | undefined => {
  const { maxBytes, types } = policy.library.uploads[purpose];
  if (!types.includes(contentType)) return `For this only files of these types are taken: ${types.join(', ')}.`;
  if (bytes > maxBytes) return `The file may have at most ${inMegabytes(maxBytes)}.`;
  return undefined;
};

export const fileOf = (told: Told, of: { fileId: string; partnerId: string; by: string; at: string }): FileItem => ({
  type: 'FILE',
  fileId: of.fileId,
  partnerId: of.partnerId,
  purpose: told.purpose,
  name: safeName(told.name, told.contentType),
  contentType: told.contentType,
  bytes: told.bytes,
  state: 'waiting',
  by: of.by,
  startedAt: of.at,
});

/** The file as it stands after somebody looked at it, and the event that tells of it. */
export const lookedAt = (
  file: FileItem,
  verdict: Verdict,
  sha256: string,
  at: string,
): { file: FileItem; event: ProgramEvent } => {
  const { partnerId, fileId, purpose, name, by } = file;
  const state = 'because' in verdict ? 'refused' : 'kept';
  const event = (data: Record<string, unknown>): ProgramEvent => ({
    id: `${partnerId}/file/${fileId}/${state}`,
    name: state === 'kept' ? 'file-kept.v1' : 'file-refused.v1',
    occurredAt: at,
    recordedAt: at,
    partnerId,
    data: { fileId, purpose, name, by, ...data },
  });
  if ('because' in verdict) {
    const { because } = verdict;
    return { file: { ...file, state, lookedAt: at, because }, event: event({ because }) };
  }
  return { file: { ...file, state, lookedAt: at, sha256, ...verdict }, event: event({ sha256 }) };
};

/** Where a file lies while nobody has looked at it. */
export const waitingKey = (file: Pick<FileItem, 'partnerId' | 'fileId'>): string =>
  `waiting/${file.partnerId}/${file.fileId}`;

/** Where it lies for good: named by its content too, so that what was looked at is what is opened. */
export const keptKey = (file: Pick<FileItem, 'partnerId' | 'fileId' | 'sha256'>): string =>
  `kept/${file.partnerId}/${file.fileId}/${file.sha256}`;

/** Whose file an object is, by its key; undefined for anything else. */
export const readWaitingKey = (key: string): { partnerId: string; fileId: string } | undefined => {
  const [, partnerId, fileId] = /^waiting\/([0-9A-Z]{26})\/([0-9A-Z]{26})$/.exec(key) ?? [];
  return partnerId && fileId ? { partnerId, fileId } : undefined;
};
