import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { aWorld, type Fn, FunctionError, look } from './world.ts';

/** Cases recorded on the real service (see `source` in the file). */
interface Case {
  name: string;
  definition: Record<string, unknown>;
  input: unknown;
  functions: Record<string, string>;
  expect: { status: string; output?: unknown; error?: string | null; cause?: string | null; eventTypes: string[] };
}

const { cases }: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('./conformance/step-functions.json', import.meta.url), 'utf8'),
);

/** Cases that do not pass yet, by name. A case that passes may not stand here. */
const KNOWN_GAPS: string[] = [];

/** The recording masks these values; on both sides they are taken out. */
const MASKED =
  /^(Date|x-amzn-RequestId|RequestId|X-Amzn-Trace-Id|Content-Length|FunctionName|TimestampValue|requestId|stackTrace)$/;

function masked(value: unknown, key = ''): unknown {
  if (MASKED.test(key)) return '<masked>';
  if (key === 'Cause' && typeof value === 'string' && value.startsWith('{')) return masked(JSON.parse(value));
  if (Array.isArray(value)) return value.map((item) => masked(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== 'stackTrace' && name !== 'requestId');
  return Object.fromEntries(entries.map(([name, member]) => [name, masked(member, name)]));
}

function functionFor(what: string): Fn {
  const raises = /^raises (\w+)\("(.*)"\)$/.exec(what);
  if (raises) return () => Promise.reject(new FunctionError(raises[1] ?? '', raises[2]));
  if (what === 'returns its input') return (input) => input;
  throw new Error(`The case has a function that ${what}.`);
}

async function play(one: Case) {
  const functions = Object.fromEntries(Object.entries(one.functions).map(([name, what]) => [name, functionFor(what)]));
  const world = aWorld({ functions });
  const { status, output, error, cause, types } = await look(
    world,
    await world.start(await world.define('recorded', one.definition), one.input),
  );
  return { status, output, error, cause, types };
}

async function passes(one: Case): Promise<boolean> {
  try {
    await compare(one);
    return true;
  } catch {
    return false;
  }
}

async function compare(one: Case): Promise<void> {
  const played = await play(one);
  const wanted = one.expect;
  expect(played.status).toBe(wanted.status);
  expect(played.types).toEqual(wanted.eventTypes);
  if (wanted.output !== undefined) {
    const text = typeof wanted.output === 'string' ? wanted.output : JSON.stringify(wanted.output);
    expect(masked(JSON.parse(played.output ?? ''))).toEqual(masked(JSON.parse(text)));
  }
  expect(played.error ?? null).toBe(wanted.error ?? null);
  expect(played.cause ?? null).toBe(wanted.cause ?? null);
}

describe('cases recorded on AWS', () => {
  test.each(cases.filter(({ name }) => !KNOWN_GAPS.includes(name)))('run as on AWS: $name', compare);

  test('no case that passes is listed as a known gap', async () => {
    const listed = cases.filter(({ name }) => KNOWN_GAPS.includes(name));
    expect(listed.map(({ name }) => name)).toEqual(KNOWN_GAPS);
    for (const one of listed) expect([one.name, await passes(one)]).toEqual([one.name, false]);
  });
});
