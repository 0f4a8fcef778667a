import type * as z from 'zod';
import type { Policy } from '../../../policy/contract.ts';
import { derivedId } from '../../../shared/ids.ts';
import { Problem } from '../../../shared/problem.ts';
import { type Kind, rowSchemas, type Tool } from '../../reading/neutral.ts';
import { type ReadFile, readExport } from '../../reading/read.ts';
import { Unreadable } from '../../reading/sheet.ts';
import { chunksOf, keepImport } from '../files/store.ts';
import type { Import, ImportOptions, KeptPartner, KeptRow, Told } from '../items.ts';
import { judge, judgePartner, lookingTogether, type Verdict, whoIsOnce } from '../judge/store.ts';
import { keptFrom } from '../kept.ts';
import { nominationOf } from '../nomination.ts';
import { reportOf } from '../reporting.ts';

/** A file and what to make of it. */
interface Upload {
  readonly tool: Tool;
  readonly kind: Kind;
  readonly options: ImportOptions;
  readonly text: string;
}
interface Taking {
  readonly programKey: string;
  readonly policy: Policy;
  readonly by: string;
  readonly now: Date;
}

const ABREAST = 400;

/** `each` of all, a few at a time, in order. */
const each = async <T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> => {
  const done: R[] = [];
  for (let from = 0; from < all.length; from += ABREAST) {
    done.push(...(await Promise.all(all.slice(from, from + ABREAST).map(work))));
  }
  return done;
};

const read = ({ tool, kind, options, text }: Upload, { policy, programKey }: Taking) => {
  const { currency, amounts, dates } = options;
  const told = { tool, kind, options: { currency, amounts, dates, timeZone: policy.calendar.timeZone } };
  const keep = <S extends z.ZodType>(schema: S, kept: (row: z.output<S>) => KeptRow) => {
    const file: ReadFile<z.output<S>> = readExport(text, { ...told, schema });
    return { file, kept: file.rows.map(kept) };
  };
  switch (kind) {
    case 'partners':
      return keep(rowSchemas.partners, (row) => keptFrom.partners(row, programKey));
    case 'links':
      return keep(rowSchemas.links, (row) => keptFrom.links(row, programKey));
    case 'customers':
      return keep(rowSchemas.customers, (row) => keptFrom.customers(row, programKey));
    case 'commissions':
      return keep(rowSchemas.commissions, (row) => keptFrom.commissions(row, programKey, tool));
  }
};

const readOrRefuse = (upload: Upload, on: Taking) => {
  try {
    return read(upload, on);
  } catch (error) {
    if (error instanceof Unreadable) throw new Problem(422, 'unreadable-file', error.message);
    throw error;
  }
};

const verdictOn = async (kept: readonly KeptRow[], tool: Tool, { programKey, policy }: Taking) => {
  const who = whoIsOnce(tool);
  const look = lookingTogether();
  const about = async (row: KeptRow): Promise<Verdict> =>
    row.kind === 'partners'
      ? judgePartner(row, policy.signUp, look)
      : judge(tool, row, await who(row), programKey, look);
  return each(kept, async (row) => ({ row: row.row, ...(await about(row)) }));
};

/** Which new partners would be asked by letter, and which cannot be. */
const letters = (
  kept: readonly KeptRow[],
  judged: readonly { row: number; is: string }[],
  options: ImportOptions,
  policy: Policy,
): { letters: number; notAsked: readonly Told[] } => {
  if (!options.letters) return { letters: 0, notAsked: [] };
  const fresh = kept.filter((row, index): row is KeptPartner => row.kind === 'partners' && judged[index]?.is === 'new');
  const tried = fresh.map((row) => ({ row: row.row, form: nominationOf(row, options, policy.signUp.freeMailDomains) }));
  const notAsked = tried.flatMap(({ row, form }) => (typeof form === 'string' ? [{ row, reason: form }] : []));
  return { letters: tried.length - notAsked.length, notAsked };
};

/** Reads a file, looks what its rows would lead to, and keeps both. Nothing else happens. */
export const takeImport = async (upload: Upload, on: Taking): Promise<Import> => {
  const { tool, kind, options, text } = upload;
  const { file, kept } = readOrRefuse(upload, on);
  const judged = await verdictOn(kept, tool, on);
  const report = reportOf(file, kept, judged, letters(kept, judged, options, on.policy));
  const chunks = chunksOf(kept);
  const importId = derivedId(on.programKey, 'import', tool, kind, JSON.stringify(options), text);
  const createdAt = on.now.toISOString();
  const of = { importId, tool, kind, options, createdAt, createdBy: on.by };
  return keepImport({ type: 'IMPORT', ...of, state: 'ready', chunks: chunks.length, report }, chunks, on.now.getTime());
};
