import type { Verdict } from './verdict.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Of no use to a reader, and of much to whoever means harm. */
const CODE = /(^|\/)(vbaProject\.bin|activeX\/|.*\.(exe|dll|js|vbs|bat|cmd|ps1|scr|jar|html?|svg))$|\/activeX\//i;

/** Names of a ZIP file's entries, from its directory; undefined where it has none that can be read. */
const namesIn = (bytes: Buffer): readonly string[] | undefined => {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + END_BYTES > bytes.length || bytes.readUInt32LE(end) !== END) return undefined;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    if (at + ENTRY_BYTES > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    names.push(bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + (name ?? 0)));
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
};

/** A document of Word, Excel or PowerPoint without code in it. `folder`: where its kind keeps its parts. */
export const officeKind = (given: Uint8Array, folder: string): Verdict | undefined => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  if (bytes.toString('latin1', 0, 4) !== 'PK\x03\x04') return undefined;
  const names = namesIn(bytes);
  if (!names?.includes('[Content_Types].xml') || !names.some((name) => name.startsWith(`${folder}/`))) return undefined;
  if (names.some((name) => CODE.test(name)))
    return { because: 'It has macros or programs in it; those are never taken.' };
  return {};
};
