import { createHash } from 'node:crypto';
import { type Final, keyOf } from './final.ts';

/** SHA-256 (hex) over everything that is there at the end: two runs of one history give the same [I12]. */
export const digestOf = (final: Final): string => {
  const hash = createHash('sha256');
  for (const line of linesOf(final)) hash.update(line).update('\n');
  return hash.digest('hex');
};

/** The final state, a line each, in an order that follows from what it holds. */
export function* linesOf(final: Final): Generator<string> {
  for (const [table, items] of Object.entries(final.tables).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const item of items) yield `${table} ${keyOf(item)} ${canonical(item)}`;
  }
  for (const { id, at, destinations, feedback, raw } of final.letters) {
    const message = createHash('sha256').update(raw).digest('hex');
    yield `letter ${canonical({ id, at, destinations, feedback, message })}`;
  }
  for (const one of final.executions) yield `execution ${canonical(one)}`;
  for (const [queue, bodies] of Object.entries(final.queues)) yield `queue ${queue} ${canonical(bodies)}`;
}

/** JSON with the names of every object in order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    if (inner instanceof Set) return [...inner].toSorted();
    return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  });
