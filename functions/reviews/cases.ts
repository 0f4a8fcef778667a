import Papa from 'papaparse';
import * as z from 'zod';
import { startOfDay } from '../shared/days.ts';
import { Problem } from '../shared/problem.ts';
import { id, instant, line } from '../shared/text.ts';

const number = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'must be 1 to 60 letters, digits, dots and dashes');
const subject = line(160);
const row = z.strictObject({ partner: line(300), case: number, date: z.iso.date(), subject });
export type CaseRow = z.infer<typeof row> & { readonly at: string };

export interface SupportCase {
  readonly partnerId: string;
  readonly case: string;
  readonly at: string;
  readonly what: string;
}

/** A case as the help desk tells it; under its number it counts once. */
export const toldCase = z.strictObject({ partnerId: id, case: number, at: instant, subject });
export type ToldCase = z.infer<typeof toldCase>;

/** A case cannot have been escalated later than now. */
export const refuseFuture = (cases: readonly ToldCase[], now: string): void => {
  const wrong = cases.find(({ at }) => at > now);
  if (wrong) throw refuse(`The case ${wrong.case} is dated in the future.`);
};

const MOST_ROWS = 2_000;
const EXAMPLE = 'partner,case,date,subject';

const refuse = (detail: string): Problem => new Problem(422, 'invalid-input', detail);

/** The rows of a file of escalated cases. All of it or nothing: the first row that is wrong is named. */
export const casesIn = (content: string, timeZone: string): readonly CaseRow[] => {
  const { data, errors } = Papa.parse<Record<string, string>>(content.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  const [broken] = errors;
  if (broken && broken.type !== 'Delimiter')
    throw refuse(`Row ${(broken.row ?? 0) + 2}: ${broken.message}. The first line must be: ${EXAMPLE}`);
  if (data.length === 0) throw refuse(`There is no row. The first line must be: ${EXAMPLE}`);
  if (data.length > MOST_ROWS) throw refuse(`There are ${data.length} rows. Send at most ${MOST_ROWS} at a time.`);
  return data.map((cells, index) => {
    const parsed = row.safeParse(cells);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const where = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue?.path.join('.');
      throw refuse(`Row ${index + 2}, ${where}: ${issue?.message}. The first line must be: ${EXAMPLE}`);
    }
    return { ...parsed.data, at: startOfDay(parsed.data.date, timeZone) };
  });
};

/** The cases with their partners' ids; refuses the file where one is not known. */
export const withPartners = (
  rows: readonly CaseRow[],
  partners: ReadonlyMap<string, string | undefined>,
): readonly SupportCase[] =>
  rows.map(({ partner, case: name, at, subject }, index) => {
    const partnerId = partners.get(partner);
    if (partnerId === undefined) throw refuse(`Row ${index + 2}: there is no partner "${partner.slice(0, 100)}".`);
    return { partnerId, case: name, at, what: subject };
  });
