import { Temporal } from 'temporal-polyfill';
import { nextCron, parseCron } from './cron.ts';

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Answers the first run after a moment (both ms since the epoch), or undefined when there is none any more. */
export type NextRun = (afterMs: number) => number | undefined;

/**
 * Reads `rate(n unit)`, `cron(...)` or `at(...)`. Rates count from `anchorMs`; `zone` is an IANA time zone.
 * Throws a sentence that quotes what it cannot read.
 */
export const readExpression = (text: string, zone: string, anchorMs: number): NextRun => {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'rate') return rate(text, inner, anchorMs);
  if (kind === 'at') return once(inner, zone);
  if (kind === 'cron') {
    const cron = parseCron(inner);
    return (after) => nextCron(cron, zone, after);
  }
  throw new Error(`The schedule "${text}" is neither rate(...), cron(...) nor at(...).`);
};

const rate = (text: string, inner: string, anchorMs: number): NextRun => {
  const [, count, unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(inner) ?? [];
  const period = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(period > 0)) throw new Error(`The schedule "${text}" cannot be read; a rate is like rate(5 minutes).`);
  return (after) => anchorMs + (Math.floor(Math.max(after - anchorMs, 0) / period) + 1) * period;
};

const once = (inner: string, zone: string): NextRun => {
  const due = Temporal.PlainDateTime.from(inner).toZonedDateTime(zone).epochMilliseconds;
  return (after) => (due > after ? due : undefined);
};
