import type { FileType, Policy } from '../../policy/contract.ts';
import type { FileItem, Purpose } from '../contract.ts';
import { jpegSize } from './jpeg.ts';
import { officeKind } from './office.ts';
import { pngSize } from './png.ts';
import type { Look, Verdict } from './verdict.ts';
import { textLook } from './words.ts';

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .subarray(at, at + text.length)
    .toString('latin1') === text;

/** What a person would run, by its first bytes. */
const PROGRAMS: readonly (readonly [first: string, what: string])[] = [
  ['MZ', 'a Windows program'],
  ['\x7fELF', 'a Linux program'],
  ['\xcf\xfa\xed\xfe', 'a Mac program'],
  ['\xca\xfe\xba\xbe', 'a program'],
  ['#!', 'a script'],
];

const programIn = (bytes: Uint8Array): string | undefined => PROGRAMS.find(([first]) => startsWith(bytes, first))?.[1];

const OFFICE_KINDS: Partial<Record<FileType, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xl',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'ppt',
};

/** Undefined: it is something else than it says. */
const LOOKS: Partial<Record<FileType, Look>> = {
  'application/pdf': (bytes) => (startsWith(bytes, '%PDF-') ? {} : undefined),
  'image/png': pngSize,
  'image/jpeg': jpegSize,
  'text/csv': textLook,
  'text/plain': textLook,
};

const lookAs = (contentType: FileType, bytes: Uint8Array): Verdict | undefined => {
  const kind = OFFICE_KINDS[contentType];
  return kind === undefined ? LOOKS[contentType]?.(bytes) : officeKind(bytes, kind);
};

const OTHER = 'It is not a file of the type that its name says, or it is damaged.';

/** Looks at what arrived, whatever was told about it. Never believes a name or a type. */
export const inspect = (
  file: Pick<FileItem, 'contentType' | 'bytes' | 'purpose'>,
  bytes: Uint8Array,
  policy: Policy,
): Verdict => {
  if (bytes.length !== file.bytes) return { because: 'It has another size than was told.' };
  const program = programIn(bytes);
  if (program) return { because: `It is ${program}; those are never taken.` };
  const verdict = lookAs(file.contentType, bytes) ?? { because: OTHER };
  if ('because' in verdict) return verdict;
  const because = isLogo(file.purpose) ? whyNoLogo(verdict, policy) : undefined;
  return because ? { because } : verdict;
};

const isLogo = (purpose: Purpose): boolean => purpose === 'logo' || purpose === 'program-logo';

/** A logo must be large enough to print, and no banner [P4]. */
const whyNoLogo = (
  { width = 0, height = 0 }: { width?: number; height?: number },
  policy: Policy,
): string | undefined => {
  const { leastPixels, mostPixels, mostStretched } = policy.library.logo;
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const is = `It is ${width} x ${height} pixels`;
  if (short < leastPixels) return `${is}; a logo has at least ${leastPixels} on each side.`;
  if (long > mostPixels) return `${is}; a logo has at most ${mostPixels} on each side.`;
  if (long > short * mostStretched) return `${is}; its long side may be at most ${mostStretched} times its short one.`;
  return undefined;
};
