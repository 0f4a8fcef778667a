import { createHash } from 'node:crypto';
import type { Policy } from '../../policy/contract.ts';
import type { FileItem } from '../items.ts';
import { safeName } from '../naming.ts';
import type { Picture } from './items.ts';
import type { Contact } from './routes.ts';

/** All that the co-branded sheet is made of: equal sheets are equal bytes. */
export interface Sheet {
  readonly program: string;
  readonly partner: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly disclaimer: string;
  readonly contact: Contact;
  readonly logos: { readonly program: Picture; readonly partner: Picture };
}

const named = (text: string, names: { program: string; partner: string }): string =>
  text.replaceAll('{program}', names.program).replaceAll('{partner}', names.partner);

/** The words of the policy with both names put in. */
export const wordsOf = (
  policy: Policy,
  names: { readonly program: string; readonly partner: string },
): Pick<Sheet, 'headline' | 'paragraphs' | 'disclaimer'> => {
  const { headline, text, disclaimer } = policy.library.coBranding;
  return {
    headline: named(headline, names),
    paragraphs: named(text, names).split(/\n\s*\n/),
    disclaimer: named(disclaimer, names),
  };
};

export interface Box {
  readonly width: number;
  readonly height: number;
}

/**
 * How large the two logos are printed [P4]: both fill the same area, so that neither is more prominent, each keeps its
 * shape, and each fits the same field. `area` in square points; both shrink together where one does not fit.
 */
export const equalSizes = (one: Box, other: Box, field: Box, area: number): readonly [Box, Box] => {
  const filling = ({ width, height }: Box): Box => {
    const scale = Math.sqrt(area / (width * height));
    return { width: width * scale, height: height * scale };
  };
  const both = [filling(one), filling(other)] as const;
  const shrink = Math.min(1, ...both.flatMap(({ width, height }) => [field.width / width, field.height / height]));
  const shrunk = ({ width, height }: Box): Box => ({ width: width * shrink, height: height * shrink });
  return [shrunk(both[0]), shrunk(both[1])];
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id that the same content always has: whose it is says the key it lies under. */
export const idOf = (content: string): string => {
  const bytes = createHash('sha256').update(content).digest();
  return Array.from({ length: 26 }, (_, at) => ALPHABET[(bytes[at] ?? 0) % 32]).join('');
};

/** The file that a sheet becomes. `TEMPLATE` counts how it is drawn: another drawing is another file. */
const TEMPLATE = 1;

export const sheetId = (sheet: Sheet): string => idOf(JSON.stringify([TEMPLATE, sheet]));

export const sheetFile = (
  sheet: Sheet,
  pdf: Uint8Array,
  of: { readonly partnerId: string; readonly by: string; readonly at: string },
): FileItem => ({
  type: 'FILE',
  fileId: sheetId(sheet),
  partnerId: of.partnerId,
  purpose: 'co-branded',
  name: safeName(`${sheet.program} and ${sheet.partner}`, 'application/pdf'),
  contentType: 'application/pdf',
  bytes: pdf.length,
  state: 'kept',
  by: of.by,
  startedAt: of.at,
  lookedAt: of.at,
  sha256: createHash('sha256').update(pdf).digest('hex'),
});
