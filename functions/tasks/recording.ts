import * as z from 'zod';
import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import { Problem } from '../shared/problem.ts';
import { line } from '../shared/text.ts';
import { type Fact, type recordableFacts, repeatable } from './contract.ts';

type Recordable = (typeof recordableFacts)[number];

/** What must be told with a fact, beside the note. */
const details: Partial<Record<Recordable, z.ZodType<Record<string, unknown>>>> = {
  'kpis-agreed': z.strictObject({ kpis: z.array(line(120)).min(3).max(5) }),
  'landing-page-recorded': z.strictObject({ url: z.url({ protocol: /^https$/ }).max(300) }),
  /** `go-on`: nothing changes; `optimize`: terms are talked over [L4]. */
  'review-concluded': z.strictObject({ outcome: z.enum(['go-on', 'optimize']) }),
  'breach-recorded': z.strictObject({
    kind: z.enum(['term-violated', 'fraud-confirmed', 'reviews-missed', 'one-way-value']),
  }),
};
const noDetails = z.strictObject({});

export interface Recording {
  readonly partnerId: string;
  readonly run: number;
  readonly fact: Recordable;
  readonly note: string;
  readonly detail: Record<string, unknown>;
  readonly by: string;
}

/**
 * The fact as it is kept, and the event that announces it. What can happen again gets the next number. Refuses with 422
 * details that do not fit, with 409 what was recorded before.
 */
export const recordingOf = (
  given: Recording,
  known: readonly Fact[],
  now: string,
): { readonly fact: Fact; readonly event: ProgramEvent } => {
  const checked = (details[given.fact] ?? noDetails).safeParse(given.detail);
  if (!checked.success) throw new Problem(422, 'invalid-input', `detail: ${checked.error.issues[0]?.message}`);
  const name = repeatable.has(given.fact) ? numbered(given.fact, known) : given.fact;
  const before = known.find(({ fact }) => fact === name);
  if (before) throw new Problem(409, 'already-recorded', `This was recorded before, at ${before.at}.`);
  const { partnerId, run, by } = given;
  const detail = { ...checked.data, note: given.note };
  return {
    fact: { type: 'FACT', partnerId, run, fact: name, by, at: now, detail },
    event: factRecorded({ partnerId, run, fact: name, by, detail, occurredAt: now, recordedAt: now }),
  };
};

const numbered = (fact: string, known: readonly Fact[]): string =>
  `${fact}:${known.filter((one) => one.fact.startsWith(`${fact}:`)).length + 1}`;
