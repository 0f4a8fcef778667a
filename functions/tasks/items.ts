import * as z from 'zod';
import { id, instant } from '../shared/text.ts';
import { taskKind } from './kinds.ts';

export const details = z.record(z.string(), z.unknown());
const run = z.int().min(1);
const factName = z.string().regex(/^[a-z-]+(:[a-z0-9-]+)*$/);
/** Tells two tasks of one kind apart within a run, e.g. whose lab, and the how-manieth. */
export const taskKey = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+(:[a-z0-9-]+)*$/);
export const taskId = z.string().regex(/^[A-Za-z0-9_-]{32}$/, 'must be the id of a task');

/** A decision, by a person (`by` = person id) or by rule (`by` = `rule`). A person who was first stays first. */
export const decision = z.strictObject({
  outcome: z.string(),
  by: z.string(),
  byName: z.string().optional(),
  at: instant,
  reason: z.string().optional(),
  detail: details,
});
export type Decision = z.infer<typeof decision>;

export const factItem = z.object({
  type: z.literal('FACT'),
  partnerId: id,
  run,
  fact: factName,
  by: z.string(),
  at: instant,
  detail: details,
});
export type Fact = z.infer<typeof factItem>;

export const waitItem = z.object({
  type: z.literal('WAIT'),
  partnerId: id,
  run,
  step: z.string(),
  awaits: z.array(z.string()),
  since: instant.optional(),
  thenAt: instant.optional(),
  token: z.string(),
  openedAt: instant,
});
export type Wait = z.infer<typeof waitItem>;

export const taskItem = z.object({
  type: z.literal('TASK'),
  taskId,
  kind: taskKind,
  key: taskKey.optional(),
  partnerId: id,
  run,
  state: z.enum(['open', 'decided', 'ruled']),
  assignee: z.enum(['manager', 'pool']),
  /** No workflow rules it: `chase-tasks` does. */
  chased: z.boolean(),
  openedAt: instant,
  deadline: instant,
  detail: details,
  decision: decision.optional(),
});
export type Task = z.infer<typeof taskItem>;
