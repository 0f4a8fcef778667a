import regular from 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';
import bold from 'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf';
import PDFDocument from 'pdfkit';
import { type Box, equalSizes, type Sheet } from './sheet.ts';

const PAGE = { width: 595.28, height: 841.89 };
const LEFT = 56;
const WIDTH = PAGE.width - 2 * LEFT;
const FIELD: Box = { width: 200, height: 110 };
const GAP = WIDTH - 2 * FIELD.width;
/** Square points that each logo fills: some 4 by 2.5 cm. */
const LOGO_AREA = 8_000;
const INK = '#1f2937';
const SOFT = '#6b7280';
const LINE = '#d1d5db';
/** A date of making would make two equal sheets differ. */
const NO_DATE = new Date(Date.UTC(2000, 0, 1));

type Doc = InstanceType<typeof PDFDocument>;

export const open = (title: string): Doc => {
  const info = { Title: title, Producer: 'Tandem', Creator: 'Tandem', CreationDate: NO_DATE };
  // An empty name keeps the library from reading a standard font from a file that a bundle does not have.
  const doc = new PDFDocument({ size: 'A4', margin: LEFT, font: '', info, lang: 'en', displayTitle: true });
  doc.registerFont('regular', regular);
  doc.registerFont('bold', bold);
  return doc.font('regular').fillColor(INK);
};

/** The bytes of a document, once it is ended. */
export const bytesOf = (doc: Doc, draw: () => void): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    draw();
    doc.end();
  });

export interface Logos {
  readonly program: Uint8Array;
  readonly partner: Uint8Array;
}

const logosOn = (doc: Doc, { logos: sizes }: Sheet, logos: Logos): void => {
  const both = equalSizes(sizes.program, sizes.partner, FIELD, LOGO_AREA);
  const top = LEFT;
  for (const [nth, bytes] of [logos.program, logos.partner].entries()) {
    const { width, height } = both[nth] ?? FIELD;
    const left = LEFT + nth * (FIELD.width + GAP);
    const at = { x: left + (FIELD.width - width) / 2, y: top + (FIELD.height - height) / 2 };
    doc.image(Buffer.from(bytes), at.x, at.y, { width, height });
  }
  const middle = PAGE.width / 2;
  doc
    .moveTo(middle, top + 15)
    .lineTo(middle, top + FIELD.height - 15)
    .lineWidth(0.75)
    .strokeColor(LINE)
    .stroke();
  doc.y = top + FIELD.height + 36;
};

const contactOn = (doc: Doc, { contact, partner }: Sheet): void => {
  const lines = [contact.name, partner, contact.email, contact.phone, contact.website].filter(
    (one) => one !== undefined,
  );
  doc.moveDown(1.2).font('bold').fontSize(12).text('Your contact', LEFT, doc.y, { width: WIDTH }).moveDown(0.3);
  doc.font('regular').fontSize(11);
  for (const one of lines) doc.text(one, { width: WIDTH, lineGap: 3 });
};

/** The co-branded sheet: one page, both logos alike, and below what the two are to each other [P4]. */
export const sheetPdf = (sheet: Sheet, logos: Logos): Promise<Uint8Array> => {
  const doc = open(sheet.headline);
  return bytesOf(doc, () => {
    logosOn(doc, sheet, logos);
    doc.font('bold').fontSize(22).text(sheet.headline, LEFT, doc.y, { width: WIDTH, lineGap: 4 }).moveDown(0.6);
    doc.font('regular').fontSize(11.5);
    for (const one of sheet.paragraphs) doc.text(one, { width: WIDTH, lineGap: 4 }).moveDown(0.7);
    contactOn(doc, sheet);
    const options = { width: WIDTH, lineGap: 2 };
    doc.fontSize(8.5).fillColor(SOFT);
    const height = doc.heightOfString(sheet.disclaimer, options);
    const y = PAGE.height - LEFT - height - 4;
    doc
      .moveTo(LEFT, y - 10)
      .lineTo(LEFT + WIDTH, y - 10)
      .lineWidth(0.5)
      .strokeColor(LINE)
      .stroke();
    doc.text(sheet.disclaimer, LEFT, y, options);
  });
};
