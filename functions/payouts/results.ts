import { XMLParser } from 'fast-xml-parser';
import Papa from 'papaparse';
import * as z from 'zod';
import { Problem } from '../shared/problem.ts';

/** What a result file says of one payment. `key`: what the rail knows it by. */
export interface Told {
  readonly key: string;
  readonly result: 'paid' | 'returned';
  readonly on?: string | undefined;
  readonly reason?: string | undefined;
}

const unreadable = (what: string): Problem =>
  new Problem(422, 'unreadable-results', `${what} Nothing was taken in. Upload the file as you got it.`);

// ---- pain.002

/** Settled, or about to be with nothing left to go wrong on our bank's side. Other states are news for later. */
const PAID = new Set(['ACSC', 'ACCC']);
const RETURNED = new Set(['RJCT', 'CANC']);

const one = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform((single) => [single])]).default([]);
const text = z.union([z.string(), z.number()]).transform(String);
const why = z.looseObject({
  Rsn: z.looseObject({ Cd: text.optional(), Prtry: text.optional() }).optional(),
  AddtlInf: one(text),
});
const transaction = z.looseObject({
  OrgnlEndToEndId: text.optional(),
  TxSts: text.optional(),
  StsRsnInf: one(why),
  AccptncDtTm: text.optional(),
});
const report = z.looseObject({
  CstmrPmtStsRpt: z.looseObject({
    GrpHdr: z.looseObject({ CreDtTm: text.optional() }).optional(),
    OrgnlGrpInfAndSts: z
      .looseObject({ OrgnlMsgId: text.optional(), GrpSts: text.optional(), StsRsnInf: one(why) })
      .optional(),
    OrgnlPmtInfAndSts: one(
      z.looseObject({ PmtInfSts: text.optional(), StsRsnInf: one(why), TxInfAndSts: one(transaction) }),
    ),
  }),
});

const reasonIn = (infos: readonly z.output<typeof why>[]): string | undefined => {
  const words = infos.flatMap(({ Rsn, AddtlInf }) => [Rsn?.Cd ?? Rsn?.Prtry, ...AddtlInf].filter((part) => part));
  return words.length > 0 ? words.join(' ').slice(0, 300) : undefined;
};

const resultOf = (status: string | undefined): Told['result'] | undefined =>
  PAID.has(status ?? '') ? 'paid' : RETURNED.has(status ?? '') ? 'returned' : undefined;

/**
 * A bank's status report, pain.002. Payments it does not list have the state of their order, or of the whole message:
 * `keysOf` says which payments that message had.
 */
export const readPain002 = (content: string, keysOf: (messageId: string) => readonly string[]): readonly Told[] => {
  if (/<!DOCTYPE|<!ENTITY/i.test(content)) throw unreadable('The file declares entities, which no bank does.');
  let document: unknown;
  try {
    document = new XMLParser({ removeNSPrefix: true, parseTagValue: false, processEntities: false }).parse(content);
  } catch {
    throw unreadable('The file is not XML.');
  }
  const parsed = z.looseObject({ Document: report }).safeParse(document);
  if (!parsed.success) throw unreadable('The file is no pain.002 status report.');
  const { GrpHdr, OrgnlGrpInfAndSts: group, OrgnlPmtInfAndSts: orders } = parsed.data.Document.CstmrPmtStsRpt;
  const on = GrpHdr?.CreDtTm?.slice(0, 10);
  const told = new Map<string, Told>();
  const whole = resultOf(group?.GrpSts) ?? (orders.length === 1 ? resultOf(orders[0]?.PmtInfSts) : undefined);
  const reason = reasonIn([...(group?.StsRsnInf ?? []), ...orders.flatMap(({ StsRsnInf }) => StsRsnInf)]);
  if (whole) for (const key of keysOf(group?.OrgnlMsgId ?? '')) told.set(key, { key, result: whole, on, reason });
  for (const single of orders.flatMap(({ TxInfAndSts }) => TxInfAndSts)) {
    const result = resultOf(single.TxSts);
    const key = single.OrgnlEndToEndId;
    if (!key || !result) continue;
    told.set(key, { key, result, on: single.AccptncDtTm?.slice(0, 10) ?? on, reason: reasonIn(single.StsRsnInf) });
  }
  return [...told.values()];
};

// ---- CSV

const rowsOf = (content: string): readonly Record<string, string>[] => {
  const { data, errors } = Papa.parse<Record<string, string>>(content.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim().toLowerCase(),
  });
  if (errors.some(({ type }) => type === 'Quotes') || data.length === 0) throw unreadable('The file is not a table.');
  return data;
};

const cell = (row: Record<string, string>, names: readonly string[]): string =>
  names.map((name) => row[name]?.trim()).find((value) => value) ?? '';

const WORDS: Readonly<Record<string, Told['result']>> = {
  paid: 'paid',
  completed: 'paid',
  success: 'paid',
  processed: 'paid',
  returned: 'returned',
  failed: 'returned',
  denied: 'returned',
  blocked: 'returned',
  refunded: 'returned',
  reversed: 'returned',
  cancelled: 'returned',
};

interface Columns {
  readonly key: readonly string[];
  readonly state: readonly string[];
  readonly on: readonly string[];
  readonly reason: readonly string[];
}

/** `2027-03-08`, or PayPal's `03/08/2027`. */
const dateOf = (typed: string): string | undefined => {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(typed);
  const iso = us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : typed.slice(0, 10);
  return z.iso.date().safeParse(iso).success ? iso : undefined;
};

const readTable = (content: string, columns: Columns): readonly Told[] => {
  const rows = rowsOf(content);
  const [first = {}] = rows;
  if (!columns.key.some((name) => name in first) || !columns.state.some((name) => name in first)) {
    throw unreadable(`The table needs the columns "${columns.key[0]}" and "${columns.state[0]}".`);
  }
  return rows.flatMap((row) => {
    const key = cell(row, columns.key).replace(/^'/, '');
    const result = WORDS[cell(row, columns.state).toLowerCase()];
    if (!key || !result) return [];
    const reason = cell(row, columns.reason).slice(0, 300);
    return [{ key, result, on: dateOf(cell(row, columns.on)), ...(reason ? { reason } : {}) }];
  });
};

/** PayPal's result file of a mass payment. Unclaimed and pending payments are left for a later file. */
export const readPayPal = (content: string): readonly Told[] =>
  readTable(content, {
    key: ['unique id', 'unique_id', 'sender item id', 'customer id'],
    state: ['status', 'transaction status'],
    on: ['date', 'time processed', 'transaction date'],
    reason: ['reason', 'error message', 'error', 'reason code'],
  });

/** Anything else, brought into four columns: key, result, date, reason. */
export const readCsv = (content: string): readonly Told[] =>
  readTable(content, { key: ['key'], state: ['result'], on: ['date'], reason: ['reason'] });
