import { beforeAll, describe, expect, test } from 'vitest';
import { bankOf } from '../../functions/certification/bank.ts';
import { withCloud } from '../support/cloud.ts';
import { item, items, join, MANAGER, signIn, subjectsTo } from '../support/people.ts';

const cloud = withCloud();
const HOUR = 3_600_000;
const as = (cookie: string) => ({
  get: async (path: string) => (await cloud().http('GET', path, { cookie })).json(),
  post: async (path: string, body: unknown = {}) => {
    const reply = await cloud().http('POST', path, { cookie, body });
    await cloud().settle();
    return reply;
  },
});
type Someone = ReturnType<typeof as>;
const wait = (hours: number) => cloud().clock.moveTo(cloud().clock.now() + hours * HOUR);

const person = async (name: string) => {
  const partnerId = await join(cloud(), name, { programType: 'channel', targetTier: 'Registered' });
  return { partnerId, one: as(await signIn(cloud(), `ann@${name}.example`)) };
};
const read = async (who: Someone, track: 'sales' | 'technical') => {
  const { courses } = await who.get('/api/portal/courses');
  const course = courses.find((each: { track: string }) => each.track === track);
  for (const { module } of course.modules) await who.post(`/api/portal/courses/${track}/modules/${module}/completion`);
};
/** Starts an attempt and answers it, right or wrong throughout. */
const attempt = async (who: Someone, right: boolean) => {
  const { number, questions } = (await who.post('/api/portal/courses/sales/attempts')).json();
  const answers = questions.map(({ id }: { id: string }) => {
    const answer = bankOf(1).questions.find((one) => one.id === id)?.answer ?? 'a';
    return { question: id, option: right ? answer : answer === 'a' ? 'b' : 'a' };
  });
  const path = `/api/portal/courses/sales/attempts/${number}/answers`;
  return { hand: (body = { answers }) => who.post(path, body), answers };
};
const fact = (partnerId: string, name: string) => item(cloud(), `PARTNER#${partnerId}`, `FACT#1#${name}`);

describe('The sales certification', () => {
  let partnerId = '';
  let ann: Someone;
  beforeAll(async () => {
    ({ partnerId, one: ann } = await person('delta'));
  });

  test('the quiz opens when the modules are read', async () => {
    expect((await ann.post('/api/portal/courses/sales/attempts')).status).toBe(409);
    await read(ann, 'sales');
    const { courses } = await ann.get('/api/portal/courses');
    expect(courses[0]).toMatchObject({ track: 'sales', required: true, quiz: { canStart: true, attemptsLeft: 3 } });
    expect(courses[1]).toMatchObject({ track: 'technical', required: false });
  });

  test('started twice at once, it is one attempt with the same questions, and no answers in them', async () => {
    const start = () => ann.post('/api/portal/courses/sales/attempts');
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.status).toBe(200);
    expect(one.text).toBe(other.text);
    expect(one.json()).toMatchObject({ number: 1, needed: 16 });
    expect(one.text).not.toContain('"answer"');
  });

  test('failed: a letter, and the next attempt 24 hours later', async () => {
    const { hand } = await attempt(ann, false);
    expect((await hand()).json()).toMatchObject({ passed: false, correct: 0, attemptsLeft: 2 });
    expect(await subjectsTo(cloud(), 'ann@delta.example')).toContain('Your sales certification: not quite yet');
    const early = await ann.post('/api/portal/courses/sales/attempts');
    expect(early.status).toBe(409);
    expect(early.json().startsFrom).toBeDefined();
    await wait(24);
  });

  test('passed, handed in twice at once: one certificate, one letter, the fact', async () => {
    const { hand, answers } = await attempt(ann, true);
    const [one, other] = await Promise.all([hand(), hand()]);
    expect(one.json()).toMatchObject({ passed: true, correct: 20, certificate: {} });
    expect(other.json()).toMatchObject({ passed: true, correct: 20 });
    const subjects = await subjectsTo(cloud(), 'ann@delta.example');
    expect(subjects.filter((subject) => subject === 'You passed the sales certification')).toHaveLength(1);
    expect(await fact(partnerId, 'sales-certified')).toMatchObject({ detail: { track: 'sales' } });
    const [first, ...rest] = answers;
    const other2 = { answers: [{ ...first, option: first.option === 'a' ? 'b' : 'a' }, ...rest] };
    expect((await hand(other2)).status).toBe(422);
  });

  test('one who is certified does not start again', async () => {
    expect((await ann.post('/api/portal/courses/sales/attempts')).json().detail).toMatch(/60 days before/);
  });
});

test('after three failures the manager is asked, and can grant three more', async () => {
  const { one: ben } = await person('epsilon');
  await read(ben, 'sales');
  for (const round of [1, 2, 3]) {
    expect((await (await attempt(ben, false)).hand()).json().attemptsLeft).toBe(3 - round);
    await wait(24);
  }
  expect((await ben.post('/api/portal/courses/sales/attempts')).status).toBe(409);
  const mara = as(await signIn(cloud(), MANAGER));
  const { tasks } = await mara.get('/api/ops/tasks');
  const task = tasks.find((each: { kind: string }) => each.kind === 'quiz-attempts');
  const decided = await mara.post(`/api/ops/tasks/${task.taskId}/decision`, {
    outcome: 'granted',
    reason: 'We talked.',
  });
  expect(decided.status).toBe(200);
  expect(await subjectsTo(cloud(), 'ann@epsilon.example')).toContain('You can take the quiz again');
  expect((await (await attempt(ben, true)).hand()).json()).toMatchObject({ number: 4, passed: true });
});

describe('The technical certification', () => {
  const PROOF = { proof: 'https://git.example.com/zeta/lab', note: 'Start with the README.' };
  let partnerId = '';
  let ann: Someone;
  let mara: Someone;
  const decide = async (outcome: string, detail = {}) => {
    const { tasks } = await mara.get('/api/ops/tasks');
    const task = tasks.find(
      (each: { kind: string; partnerId: string }) => each.kind === 'lab' && each.partnerId === partnerId,
    );
    return mara.post(`/api/ops/tasks/${task.taskId}/decision`, { outcome, reason: 'Looked at it.', detail });
  };
  const lab = async () => (await ann.get('/api/portal/courses')).courses[1].lab;

  beforeAll(async () => {
    ({ partnerId, one: ann } = await person('zeta'));
    mara = as(await signIn(cloud(), MANAGER));
  });

  test('the lab is handed in after the modules, once at a time', async () => {
    expect((await ann.post('/api/portal/courses/technical/lab', PROOF)).status).toBe(409);
    await read(ann, 'technical');
    expect((await ann.post('/api/portal/courses/technical/lab', PROOF)).status).toBe(202);
    expect((await ann.post('/api/portal/courses/technical/lab', PROOF)).status).toBe(202);
    const another = { ...PROOF, proof: 'https://git.example.com/zeta/other' };
    expect((await ann.post('/api/portal/courses/technical/lab', another)).status).toBe(409);
  });

  test('not passed: the reviewer says why, and it can be handed in again', async () => {
    expect((await decide('failed', { note: 'Show the repeat.' })).status).toBe(200);
    expect(await lab()).toMatchObject({ state: 'failed', note: 'Show the repeat.', canSubmit: true });
    expect(await subjectsTo(cloud(), 'ann@zeta.example')).toContain('Your technical lab: not quite yet');
  });

  test('passed the second time: certificate, fact and letter', async () => {
    expect((await ann.post('/api/portal/courses/technical/lab', PROOF)).status).toBe(202);
    await decide('passed');
    expect(await lab()).toMatchObject({ state: 'passed', canSubmit: false });
    expect(await fact(partnerId, 'technical-certified')).toBeDefined();
    const [certificate] = await items(cloud(), `PARTNER#${partnerId}`, 'CERTIFICATE#technical');
    expect(certificate).toMatchObject({ state: 'current' });
    const monthAndTime = (at: unknown) => String(at).slice(4);
    expect(monthAndTime(certificate?.expiresOn)).toBe(monthAndTime(certificate?.issuedAt));
    expect(await subjectsTo(cloud(), 'ann@zeta.example')).toContain('You passed the technical certification');
  });
});

test("a partner sees its own course and nobody else's (fault 35)", async () => {
  const { one: eve } = await person('eta');
  expect((await eve.get('/api/portal/courses')).courses[0].certificate).toBeUndefined();
  const answers = { answers: [] };
  expect((await eve.post('/api/portal/courses/sales/attempts/1/answers', answers)).status).toBe(404);
  expect((await eve.post('/api/portal/courses/sales/modules/unknown/completion')).status).toBe(404);
});
