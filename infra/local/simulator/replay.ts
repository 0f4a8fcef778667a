import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { LogLine } from '../functions/runtime.ts';
import type { Final } from './final.ts';
import { type History, history, historyOf, type Size } from './history.ts';
import type { RunOptions } from './run.ts';
import { live } from './run.ts';
import type { Struck } from './strike.ts';
import { type Verdict, verdictOn } from './verdict.ts';

const DAY_MS = 86_400_000;
const file = z.looseObject({ history });

/** The history of a file that `--seeds` wrote, or of a seed. */
export const readHistory = (named: string, size: Size, faults: boolean): History =>
  named.endsWith('.json')
    ? file.parse(JSON.parse(readFileSync(named, 'utf8'))).history
    : historyOf(named, size, faults);

interface Moment {
  readonly at: number;
  readonly text: string;
}

/** Lives a history and tells it, moment by moment. */
export const replay = async (
  from: History,
  options: RunOptions = {},
): Promise<{ readonly lines: readonly string[]; readonly verdict: Verdict }> => {
  const troubles: Moment[] = [];
  const onLog = (line: LogLine): void => {
    if (line.level === 'error' || line.level === 'warn') troubles.push({ at: line.at, text: troubleOf(line) });
  };
  const lived = await live(from, { ...options, onLog });
  const names = namesOf(lived.final);
  const moments = [...momentsOf(lived.final), ...troubles].toSorted((a, b) => a.at - b.at);
  const lines = moments.map(({ at, text }) => `${when(at, from.startMs)}  ${named(text, names)}`);
  return { lines: [...peopleOf(lived.final), '', ...lines], verdict: verdictOn(lived, 0) };
};

const peopleOf = ({ applicants }: Final): string[] =>
  applicants.map(({ company, person, email, habit, wish }) => {
    const wants = wish.programType === 'channel' ? `${wish.targetTier} reseller` : 'affiliate';
    return `${company}: ${person} <${email}>, ${habit.name}, wants to be ${wants === 'affiliate' ? 'an' : 'a'} ${wants}`;
  });

const momentsOf = (final: Final): Moment[] => [
  ...final.journal.acts.map(({ at, name }) => ({ at, text: name })),
  ...final.journal.accepted.map(({ at, who, method, path }) => ({ at, text: `${who}: ${method} ${path} was taken` })),
  ...final.faults.map((fault) => ({ at: fault.at, text: `  FAULT ${faultOf(fault)}` })),
  ...final.changes.map(({ at, key, field, from, to }) => ({
    at,
    text: `  ${key}: ${field} ${from === undefined ? '' : `${from} -> `}${to ?? 'gone'}`,
  })),
  ...final.letters.map(({ at, tags, destinations, subject }) => ({
    at,
    text: `  letter ${tags.letter} to ${destinations.join(', ')}: ${subject}`,
  })),
];

const faultOf = ({ function: name, action, nth, fault }: Struck): string => {
  const { kind, ...more } = fault;
  return `${kind} ${Object.values(more).join(' ')} in ${name}: ${action}${nth > 1 ? `, call ${nth} of this moment` : ''}`;
};

const troubleOf = ({ function: name, line }: LogLine): string => `  ${name} says: ${line.slice(0, 240)}`;

/** `day 3 14:05:07`, counted from the first day. */
const when = (at: number, startMs: number): string => {
  const day = Math.floor(at / DAY_MS) - Math.floor(startMs / DAY_MS) + 1;
  return `day ${String(day).padStart(2)} ${new Date(at).toISOString().slice(11, 19)}`;
};

/** Ids of partners and people, as one reads them. */
const namesOf = ({ tables }: Final): ReadonlyMap<string, string> => {
  const profiles = Object.values(tables).flatMap((items) => items.filter(({ type }) => type === 'PROFILE'));
  return new Map(
    profiles.flatMap(({ partnerId, personId, company }) => [
      [String(personId), `contact of ${company}`],
      [String(partnerId), String(company)],
    ]),
  );
};

const named = (text: string, names: ReadonlyMap<string, string>): string => {
  let told = text;
  for (const [id, name] of names) told = told.replaceAll(id, name);
  return told;
};
