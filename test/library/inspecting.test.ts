import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../functions/library/inspecting/inspect.ts';
import { attachment, safeName } from '../../functions/library/naming.ts';
import { type FileType, fileType, firstPolicy } from '../../functions/policy/contract.ts';
import { aJpeg, aPdf, aPng, aZip } from './files.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const WORD = `${OFFICE}.wordprocessingml.document` as const;
const SHEET = `${OFFICE}.spreadsheetml.sheet` as const;

const look = (contentType: FileType, bytes: Uint8Array, purpose: 'asset' | 'logo' = 'asset') =>
  inspect({ contentType, bytes: bytes.length, purpose }, bytes, firstPolicy);

describe('a file is kept when it is what it says', () => {
  test.each<[string, FileType, Buffer, object]>([
    ['a PDF', 'application/pdf', aPdf(), {}],
    ['a PNG, with its size', 'image/png', aPng(300, 200), { width: 300, height: 200 }],
    ['a JPEG, with its size', 'image/jpeg', aJpeg(640, 480), { width: 640, height: 480 }],
    ['a progressive JPEG', 'image/jpeg', aJpeg(64, 48, { frame: 0xc2 }), { width: 64, height: 48 }],
    ['a table as text', 'text/csv', Buffer.from('name,minor\nAcme,1900\n'), {}],
    ['a log', 'text/plain', Buffer.from('10:00 webhook ok\n\t200 <b>'), {}],
    ['a document of Word', WORD, aZip(['[Content_Types].xml', 'word/document.xml']), {}],
    ['a sheet of Excel', SHEET, aZip(['[Content_Types].xml', 'xl/workbook.xml']), {}],
  ])('%s', (_, contentType, bytes, found) => {
    expect(look(contentType, bytes)).toEqual(found);
  });
});

const altered = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

describe('a file is refused when it is something else', () => {
  test.each<[string, FileType, Buffer, string]>([
    [
      'a web page that calls itself a PDF',
      'application/pdf',
      Buffer.from('<!doctype html><script>'),
      'not a file of the type',
    ],
    ['a web page as text', 'text/plain', Buffer.from('\n <HTML><body>'), 'web page'],
    ['a drawing with code as a table', 'text/csv', Buffer.from('<svg onload="x()">'), 'web page'],
    ['a program of Windows as a PNG', 'image/png', Buffer.from('MZ\x90\x00 and more'), 'a Windows program'],
    ['a program of Linux as text', 'text/plain', Buffer.from('\x7fELF and more', 'latin1'), 'a Linux program'],
    ['a script as text', 'text/plain', Buffer.from('#!/bin/sh\nrm -rf /'), 'a script'],
    ['bytes as a table', 'text/csv', Buffer.from([0x61, 0, 0x62]), 'not a file of the type'],
    ['text in an old encoding', 'text/csv', Buffer.from('Müller', 'latin1'), 'UTF-8'],
    ['a PNG that is cut', 'image/png', aPng().subarray(0, -20), 'damaged'],
    ['a PNG with one byte changed', 'image/png', altered(aPng(), 60), 'damaged'],
    ['a PNG with a page behind it', 'image/png', Buffer.concat([aPng(), Buffer.from('<script>')]), 'damaged'],
    ['an interlaced PNG', 'image/png', aPng(10, 10, { interlaced: true }), 'interlaced'],
    ['a PNG larger than it may unpack to', 'image/png', aPng(9_000, 9_000), 'too much'],
    ['a JPEG without an end', 'image/jpeg', aJpeg().subarray(0, -2), 'damaged'],
    ['a JPEG for presses', 'image/jpeg', aJpeg(300, 200, { colours: 4 }), 'CMYK'],
    ['a lossless JPEG', 'image/jpeg', aJpeg(300, 200, { frame: 0xc3 }), 'rare kind'],
    ['a JPEG as a PNG', 'image/png', aJpeg(), 'not a file of the type'],
    ['an archive as a document', WORD, aZip(['a.txt']), 'not a file of the type'],
    ['a sheet as a document', WORD, aZip(['[Content_Types].xml', 'xl/workbook.xml']), 'not a file of the type'],
    ['a document with macros', WORD, aZip(['[Content_Types].xml', 'word/a.xml', 'word/vbaProject.bin']), 'macros'],
    [
      'a document with a program in it',
      WORD,
      aZip(['[Content_Types].xml', 'word/a.xml', 'word/embeddings/run.exe']),
      'macros',
    ],
  ])('%s', (_, contentType, bytes, because) => {
    expect(look(contentType, bytes)).toEqual({ because: expect.stringContaining(because) });
  });

  test('a file of another size than was told', () => {
    const verdict = inspect({ contentType: 'application/pdf', bytes: 4, purpose: 'asset' }, aPdf(), firstPolicy);
    expect(verdict).toEqual({ because: expect.stringContaining('another size') });
  });

  test('whatever is sent, an answer comes, and never a failure', () => {
    const beginnings = [aPng(40, 40), aJpeg(), aPdf(), aZip(['[Content_Types].xml', 'word/a.xml']), Buffer.alloc(0)];
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.uint8Array({ maxLength: 80 }),
        fc.nat(120),
        fc.constantFrom(...fileType.options),
        (beginning, noise, cut, contentType) => {
          const bytes = Buffer.concat([beginning.subarray(0, cut), noise]);
          expect(typeof look(contentType, bytes)).toBe('object');
        },
      ),
    );
  });
});

describe('a logo [P4]', () => {
  test.each([
    ['is kept when it is large enough and no banner', aPng(300, 200), undefined],
    ['is refused when it is too small to print', aPng(300, 99), 'at least 100'],
    ['is refused when it is too large', aPng(2_001, 300), 'at most 2000'],
    ['is refused when it is a banner', aPng(900, 110), 'at most 8 times'],
  ])('%s', (_, bytes, because) => {
    const verdict = look('image/png', bytes, 'logo');
    expect('because' in verdict ? verdict.because : undefined).toEqual(
      because === undefined ? undefined : expect.stringContaining(because),
    );
  });
});

describe('the name of a file', () => {
  test.each<[string, FileType, string]>([
    ['Report 2027.pdf', 'application/pdf', 'Report 2027.pdf'],
    ['report.pdf.exe', 'application/pdf', 'report-pdf-exe.pdf'],
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\ann\\logo.PNG', 'image/png', 'logo.png'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['a"; filename="b.html', 'application/pdf', 'a-filename-b-html.pdf'],
    ['=HYPERLINK("x").csv', 'text/csv', 'HYPERLINK(-x-).csv'],
    ['  ..  ', 'application/pdf', 'file.pdf'],
    ['con.pdf', 'application/pdf', 'file-con.pdf'],
    ['Übersicht für Zoë.pdf', 'application/pdf', 'Übersicht für Zoë.pdf'],
    ['資料.pdf', 'application/pdf', '資料.pdf'],
  ])('%s is saved as %s', (given, contentType, saved) => {
    expect(safeName(given, contentType)).toBe(saved);
  });

  test('always ends as its type does, stays short and has no sign that a file system minds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom(...fileType.options),
        (given, type) => {
          const saved = safeName(given, type);
          expect(saved).toMatch(/^[^/\\:*?"<>|.=\p{Cc}]{1,105}\.[a-z]{2,4}$/u);
          expect(safeName(saved, type)).toBe(saved);
        },
      ),
    );
  });

  test('goes into the header whole, whatever its letters', () => {
    expect(attachment('Zoë (資料).pdf')).toBe(
      'attachment; filename="Zoe (__).pdf"; filename*=UTF-8\'\'Zo%C3%AB%20%28%E8%B3%87%E6%96%99%29.pdf',
    );
  });
});
