import * as z from 'zod';

/**
 * A case of a workflow, as a person reads it: who the partner is, what the world does and when, and what must come of
 * it. `at` counts from the start of the case: `day 3`, `day 2 hour 5`, `minute 1`; days are those of the program's zone.
 */
const at = z.string().regex(/^(day \d+)?( ?hour \d+)?( ?minute \d+)?$/);
const text = z.string();
const values = z.record(text, z.unknown());

const decide = z.strictObject({
  decide: text,
  outcome: text,
  reason: text.default('As agreed.'),
  detail: values.default({}),
  as: text.default('Mia Manager'),
  /** HTTP status of the answer. */
  answer: z.int().default(200),
});

export const action = z.union([
  /** Another room announces a fact. */
  z.strictObject({ fact: text, detail: values.default({}) }),
  /** A manager records a fact on the partner's page. */
  z.strictObject({
    record: text,
    note: text.default('Recorded.'),
    detail: values.default({}),
    answer: z.int().default(201),
  }),
  decide,
  /** Two people decide at the same moment: one of them gets 409. */
  z.strictObject({ race: z.tuple([decide, decide]) }),
  z.strictObject({ withdraw: text }),
  z.strictObject({ sunset: text }),
  /** The contact asks to be forgotten. */
  z.strictObject({ erase: text }),
  /** Letters to the contact come back from now on. */
  z.strictObject({ bounce: z.literal(true) }),
  /** Ops start a workflow by hand. `refused`: part of the sentence it fails with at once. */
  z.strictObject({ start: text, input: z.unknown(), refused: text.optional() }),
  /** A newer certificate takes the place of the one held, and nobody has heard of it yet. */
  z.strictObject({ certify: z.literal(true) }),
  /** Calls of this function to the table fail from now on (`day 0`: from the start), or no longer. */
  z.strictObject({ broken: text }),
  z.strictObject({ mended: text }),
  /** The execution is stopped in the AWS console. */
  z.strictObject({ abort: z.literal(true) }),
]);
export type Action = z.infer<typeof action>;

export const caseFile = z.strictObject({
  /** What happens, in a sentence or two. */
  story: text,
  partner: z.strictObject({
    programType: z.enum(['affiliate', 'channel', 'integration', 'co-marketing', 'strategic']),
    targetTier: text.optional(),
    /** Percent of its customers inside the ICP, in all four dimensions; null: it says nothing of them. */
    overlap: z.int().min(0).max(100).nullable().default(90),
    category: text.nullable().default('crm'),
    audience: z.int().nullable().default(60_000),
    /** In how many days the sales certificate of the partner's contact expires; none without. */
    certifiedForDays: z.int().optional(),
  }),
  /** What the workflow is started with; a lifecycle without input starts from a verified application. `{id}`, `{domain}` and `{email}` stand for the partner's. */
  input: z.unknown().optional(),
  world: z.array(z.strictObject({ at, do: action })).default([]),
  expect: z.strictObject({
    status: z.enum(['SUCCEEDED', 'FAILED', 'ABORTED', 'RUNNING']).default('SUCCEEDED'),
    /** The last state; of a running execution, the state it waits in. */
    endsIn: text,
    /** The local day on which it ends. */
    onDay: z.int().optional(),
    output: values.optional(),
    /** Part of the cause of a failure. */
    cause: text.optional(),
    stage: text,
    tier: text.optional(),
    /** Part of the reason why the partner left. */
    reason: text.optional(),
    firstPayoutHeld: z.boolean().optional(),
    /** `day 7: milestone-nudge O2`, to the contact unless it says `to manager` or `to ops`. All of them, in order. */
    letters: z.array(text),
    transitionsAtMost: z.int().optional(),
    /** Events of the execution's history. */
    eventsAtMost: z.int().optional(),
  }),
});
export type CaseFile = z.infer<typeof caseFile>;

/** Milliseconds after the start of the case. A day is 24 hours here: cases stay clear of the hour that the clocks skip. */
export const offsetOf = (moment: string): number => {
  const part = (unit: string): number => Number(new RegExp(`${unit} (\\d+)`).exec(moment)?.[1] ?? 0);
  return part('day') * 86_400_000 + part('hour') * 3_600_000 + part('minute') * 60_000;
};
