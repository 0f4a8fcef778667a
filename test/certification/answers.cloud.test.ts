import { globSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bankOf } from '../../functions/certification/bank.ts';
import { withCloud } from '../support/cloud.ts';
import { join, signIn } from '../support/people.ts';

const cloud = withCloud();
const document = JSON.parse(readFileSync('web/public/openapi.json', 'utf8')) as {
  paths: Record<string, Record<string, unknown>>;
};
/** What a page of a partner can be asked for without naming anything. */
const readable = Object.entries(document.paths)
  .filter(([path, operations]) => path.startsWith('/api/portal/') && !path.includes('{') && operations.get)
  .map(([path]) => path);

/** Every name and every text in an answer. */
const told = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(told);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => [name, ...told(one)]);
  return typeof value === 'string' ? [value] : [];
};

describe('The right answers of the quiz never leave the program', () => {
  let cookie = '';
  const questions = new Map<string, readonly { readonly id: string; readonly text: string }[]>();
  beforeAll(async () => {
    await join(cloud(), 'leak', { programType: 'channel', targetTier: 'Registered' });
    cookie = await signIn(cloud(), 'ann@leak.example');
    const { courses } = (await cloud().http('GET', '/api/portal/courses', { cookie })).json();
    for (const { module } of courses[0].modules)
      await cloud().http('POST', `/api/portal/courses/sales/modules/${module}/completion`, { cookie, body: {} });
  });

  test('an attempt shows questions and options, and not which is right', async () => {
    const { number, ...shown } = (
      await cloud().http('POST', '/api/portal/courses/sales/attempts', { cookie, body: {} })
    ).json();
    for (const { id, options } of shown.questions) questions.set(id, options);
    expect(questions.size).toBe(20);
    expect(told(shown).filter((one) => /answer|correct|right/i.test(one) && one.length < 20)).toEqual([]);
    const place = [...questions].map(([id, options]) => {
      const right = bankOf(1).questions.find((one) => one.id === id)?.answer;
      return options.findIndex((option) => option.id === right);
    });
    expect(new Set(place).size).toBe(4);
    const answers = [...questions].map(([question, options]) => ({ question, option: options[0]?.id }));
    const path = `/api/portal/courses/sales/attempts/${number}/answers`;
    const marked = (await cloud().http('POST', path, { cookie, body: { answers } })).json();
    // How many were right by module, never which.
    expect(Object.keys(marked.modules[0]).toSorted()).toEqual(['correct', 'module', 'questions', 'title']);
    expect(told(marked).filter((one) => questions.has(one))).toEqual([]);
  });

  test.each(readable)('%s tells none', async (path) => {
    const reply = await cloud().http('GET', path, { cookie });
    expect(reply.status).toBeLessThan(500);
    expect(reply.text).not.toContain('"answer"');
    const asked = bankOf(1).questions.filter(({ text }) => reply.text.includes(text));
    expect(asked).toEqual([]);
  });

  test('no page of the site is built from the bank', () => {
    const sources = globSync('web/src/**/*.{ts,tsx}').map((path) => readFileSync(path, 'utf8'));
    expect(sources.filter((source) => /question-bank|certification\/bank/.test(source))).toEqual([]);
  });
});
