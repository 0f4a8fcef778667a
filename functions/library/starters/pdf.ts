import { bytesOf, open } from '../brand/pdf.ts';

const LEFT = 56;
const WIDTH = 483;
const SOFT = '#6b7280';
const INK = '#1f2937';

/** A text of the starter set on paper. The same text is the same bytes. */
export const starterPdf = (title: string, text: string, program: string): Promise<Uint8Array> => {
  const doc = open(title);
  return bytesOf(doc, () => {
    doc.fontSize(9).fillColor(SOFT).text(program, LEFT, LEFT, { width: WIDTH }).fillColor(INK);
    doc.font('bold').fontSize(22).text(title, { width: WIDTH }).moveDown(0.4);
    for (const block of text.split('\n').filter(Boolean)) {
      if (block.startsWith('## ')) {
        // A heading does not stand alone at the foot of a page.
        if (doc.y > 700) doc.addPage();
        doc.moveDown(0.5).font('bold').fontSize(13).text(block.slice(3), LEFT, doc.y, { width: WIDTH }).moveDown(0.25);
      } else if (block.startsWith('- ')) {
        const y = doc.y;
        doc.font('regular').fontSize(10.5).text('•', LEFT, y, { width: 12 });
        doc.text(block.slice(2), LEFT + 14, y, { width: WIDTH - 14, lineGap: 2.5 }).moveDown(0.2);
      } else {
        doc.font('regular').fontSize(10.5).text(block, LEFT, doc.y, { width: WIDTH, lineGap: 3 }).moveDown(0.4);
      }
    }
  });
};
