import type { FileType } from '../policy/contract.ts';

const ENDINGS: Readonly<Record<FileType, readonly [first: string, ...others: string[]]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'text/csv': ['csv'],
  'text/plain': ['txt', 'log', 'md'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
};
const MOST = 100;
/** Names that mean a device to Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The name that a file is saved under by whoever opens it: no folders, nothing that a file system or a shell minds, and
 * the ending of what it really is: `report.pdf.exe` of type PDF is `report-pdf-exe.pdf`.
 */
export const safeName = (given: string, contentType: FileType): string => {
  const endings = ENDINGS[contentType];
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const ending = /\.([A-Za-z0-9]+)$/.exec(last)?.[1]?.toLowerCase() ?? '';
  const stem = endings.includes(ending) ? last.slice(0, -ending.length - 1) : last;
  const plain = stem
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, '')
    .replaceAll(/[^\p{L}\p{M}\p{N} _()+,-]/gu, '-')
    .replaceAll(/[\s-]*-[\s-]*/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ -]+|[ -]+$/g, '');
  const short = [...plain].slice(0, MOST).join('').trimEnd();
  const named = short === '' || DEVICE.test(short) ? `file${short === '' ? '' : `-${short}`}` : short;
  return `${named}.${endings.includes(ending) ? ending : endings[0]}`;
};

/** RFC 6266: saved, never shown; the plain name for old browsers, the true one for all others. */
export const attachment = (name: string): string => {
  const plain = name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
