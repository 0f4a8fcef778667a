import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf';
import PDFDocument from 'pdfkit';
import { Temporal } from 'temporal-polyfill';
import { moneyText } from '../shared/money.ts';
import type { PrintedStatement } from './summary.ts';

/** Above so many lines a statement on paper adds them up. */
export const PRINTED_LINES = 2_000;

const LEFT = 50;
const WIDTH = 495;
const BOTTOM = 770;
const INK = '#1f2937';
const SOFT = '#6b7280';
const LINE = '#e5e7eb';
const COLUMNS = { date: 62, words: 283, account: 60, amount: 90 } as const;

const ACCOUNTS = [
  ['pending', 'Pending: in the review window'],
  ['held', 'Held for review'],
  ['payable', 'Payable'],
  ['transit', 'Payout under way'],
  ['paid', 'Paid so far'],
] as const;

const dayOf = (at: string, zone: string): string =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();

type Doc = InstanceType<typeof PDFDocument>;

/** A document whose bytes follow from its words alone: its one date is given, and fonts are its own. */
const open = (title: string, at: string): Doc => {
  const info = { Title: title, Producer: 'Tandem', Creator: 'Tandem', CreationDate: new Date(at) };
  // An empty name keeps the library from reading a standard font from a file that a bundle does not have.
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, font: '', info, lang: 'en', displayTitle: true });
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  return doc.font('regular').fillColor(INK);
};

const rule = (doc: Doc): void => {
  doc
    .moveTo(LEFT, doc.y)
    .lineTo(LEFT + WIDTH, doc.y)
    .lineWidth(0.5)
    .strokeColor(LINE)
    .stroke();
};

/** One row; its height is that of its longest cell. Begins a new page where it does not fit. */
const row = (
  doc: Doc,
  cells: readonly (readonly [text: string, width: number, right?: true])[],
  soft = false,
): void => {
  const height = Math.max(...cells.map(([text, width]) => doc.heightOfString(text, { width: width - 6 }))) + 5;
  if (doc.y + height > BOTTOM) doc.addPage();
  const { y } = doc;
  let x = LEFT;
  doc.fillColor(soft ? SOFT : INK);
  for (const [text, width, right] of cells) {
    doc.text(text, x, y, { width: width - 6, align: right ? 'right' : 'left' });
    x += width;
  }
  doc.fillColor(INK);
  doc.x = LEFT;
  doc.y = y + height;
};

type Book = PrintedStatement['books'][number];

const bookOn = (doc: Doc, book: Book, zone: string): void => {
  const text = (minor: number): string => moneyText({ minor, currency: book.currency });
  if (doc.y > BOTTOM - 160) doc.addPage();
  doc.moveDown(1).font('bold').fontSize(13).text(book.currency, LEFT).moveDown(0.3);
  doc.fontSize(8);
  row(
    doc,
    [
      ['', 215],
      ['Before', 140, true],
      ['After', 140, true],
    ],
    true,
  );
  doc.font('regular').fontSize(9);
  for (const [account, words] of ACCOUNTS) {
    row(doc, [
      [words, 215],
      [text(book.opening[account]), 140, true],
      [text(book.closing[account]), 140, true],
    ]);
  }
  doc.moveDown(0.6);
  if (book.sums) sumsOn(doc, book.sums, text);
  else linesOn(doc, book.lines, text, zone);
};

type Text = (minor: number) => string;

const linesOn = (doc: Doc, lines: Book['lines'], text: Text, zone: string): void => {
  const { date, words, account, amount } = COLUMNS;
  doc.font('bold').fontSize(8);
  row(
    doc,
    [
      ['Date', date],
      ['What', words],
      ['Balance', account],
      ['Amount', amount, true],
    ],
    true,
  );
  rule(doc);
  doc.moveDown(0.3).font('regular');
  if (lines.length === 0) row(doc, [['Nothing was recorded in this month.', WIDTH]], true);
  for (const line of lines) {
    row(doc, [
      [dayOf(line.at, zone), date],
      [line.words, words],
      [line.account, account],
      [text(line.minor), amount, true],
    ]);
  }
};

const sumsOn = (doc: Doc, sums: NonNullable<Book['sums']>, text: Text): void => {
  const { date, words, account, amount } = COLUMNS;
  doc.font('bold').fontSize(8);
  row(
    doc,
    [
      ['Lines', date],
      ['What', words],
      ['Balance', account],
      ['Sum', amount, true],
    ],
    true,
  );
  rule(doc);
  doc.moveDown(0.3).font('regular');
  if (sums.length === 0) row(doc, [['Nothing was recorded in this month.', WIDTH]], true);
  for (const sum of sums) {
    row(doc, [
      [String(sum.lines), date],
      [sum.words, words],
      [sum.account, account],
      [text(sum.minor), amount, true],
    ]);
  }
};

/** A month's statement on paper. The same statement is the same bytes. */
export const statementPdf = (statement: PrintedStatement, program: string, zone: string): Promise<Uint8Array> => {
  const { period, partner, closedAt, sha256, books, lines } = statement;
  const doc = open(`Statement ${period}`, closedAt ?? `${period}-01T00:00:00.000Z`);
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
  });
  doc.fontSize(9).fillColor(SOFT).text(program).fillColor(INK);
  doc.font('bold').fontSize(20).text(`Statement ${period}`).font('regular').fontSize(11).text(partner).moveDown(0.3);
  const state = closedAt
    ? `Closed on ${dayOf(closedAt, zone)}. It never changes.`
    : 'The month is open: this may still change.';
  doc.fontSize(9).fillColor(SOFT).text(`${state} Dates are those of ${zone}.`).fillColor(INK);
  if (lines > PRINTED_LINES) {
    doc
      .moveDown(0.5)
      .text(
        `The month has ${lines} lines; above ${PRINTED_LINES} they are added up here by what they are. Each line, with its rate, is on the page of this statement and in its CSV file.`,
        LEFT,
        doc.y,
        { width: WIDTH },
      );
  }
  for (const book of books) bookOn(doc, book, zone);
  if (books.length === 0) doc.moveDown(1).text('Nothing has been earned yet.');
  if (sha256) {
    doc.moveDown(1.2).fontSize(7).fillColor(SOFT);
    doc.text(`SHA-256 of the lines: ${sha256}`, LEFT, doc.y, { width: WIDTH });
  }
  doc.end();
  return done;
};
