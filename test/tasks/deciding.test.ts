import { describe, expect, test } from 'vitest';
import { taskId, taskKind, taskKinds } from '../../functions/tasks/contract.ts';
import { announcements, checkAnswer, ruling, taskIdOf, tooLate, viewOf } from '../../functions/tasks/deciding.ts';
import { NOW, PARTNER } from '../partners/builders.ts';
import { aTask, KEY } from './builders.ts';

const MIA = { outcome: 'declined', by: 'MIA', byName: 'Mia Manager', at: NOW, reason: 'No fit.', detail: {} };
const SCORES = {
  'brand-reputation': 4,
  'technical-readiness': 3.5,
  'executive-sponsorship': 1,
  'cultural-alignment': 5,
};

describe('Whom a task belongs to', () => {
  test('its id follows from partner, run, kind and key, and from the program key that nobody knows', () => {
    const name = { partnerId: PARTNER, run: 1, kind: 'lab', key: 'ann:1' } as const;
    const ids = [
      taskIdOf(KEY, name),
      taskIdOf(KEY, { ...name, key: 'ann:2' }),
      taskIdOf(KEY, { ...name, run: 2 }),
      taskIdOf(KEY, { ...name, kind: 'quiz-attempts' }),
      taskIdOf('another key', name),
    ];
    expect(new Set(ids).size).toBe(5);
    expect(taskIdOf(KEY, name)).toBe(ids[0]);
    for (const one of ids) expect(taskId.safeParse(one).success).toBe(true);
  });
});

describe('What may be answered', () => {
  test('scores are 1 to 5, half points allowed, all four', () => {
    expect(checkAnswer('scorecard', 'scored', { scores: SCORES })).toEqual({ scores: SCORES });
    for (const wrong of [0.5, 5.5, 3.25, '4', undefined]) {
      expect(() => checkAnswer('scorecard', 'scored', { scores: { ...SCORES, 'brand-reputation': wrong } })).toThrow(
        /detail\.scores\.brand-reputation/,
      );
    }
  });

  test('an outcome that is not offered is refused with those that are', () => {
    expect(() => checkAnswer('gate-override', 'maybe', {})).toThrow(/admitted, declined/);
    expect(() => checkAnswer('gate-override', 'constructor', {})).toThrow(/admitted, declined/);
  });

  test('a detail too many is refused', () => {
    expect(() => checkAnswer('gate-override', 'admitted', { tier: 'Platinum' })).toThrow(/tier|detail/);
  });

  test('more cannot be asked of an applicant twice', () => {
    expect(() => checkAnswer('scorecard-again', 'needs-more', { note: 'And?' })).toThrow(/scored/);
  });

  test.each(taskKind.options)('the page of open decisions can show a task of kind %s', (kind) => {
    const view = viewOf(aTask({ kind }), 'Acme');
    expect(view.asks.length).toBeGreaterThan(10);
    expect(view.outcomes.length).toBeGreaterThan(0);
  });

  test('the page says which details an answer needs', () => {
    expect(viewOf(aTask(), 'Acme').outcomes).toEqual([
      { outcome: 'scored', needs: ['scores'] },
      { outcome: 'needs-more', needs: ['note'] },
    ]);
  });
});

describe('Who was first', () => {
  const decided = aTask({ kind: 'gate-override', state: 'decided', decision: MIA });

  test('the second person reads who decided, when and what', () => {
    const late = tooLate(decided, { by: 'NOA', outcome: 'admitted' });
    expect(late).toMatchObject({ status: 409, message: `Already decided by Mia Manager at ${NOW}: declined.` });
  });

  test('the same answer by the same person is no conflict; another answer is', () => {
    expect(tooLate(decided, { by: 'MIA', outcome: 'declined' })).toBeUndefined();
    expect(tooLate(decided, { by: 'MIA', outcome: 'admitted' })?.status).toBe(409);
  });

  test('after the deadline the answer is 410, with what the rule decided', () => {
    const task = aTask({ kind: 'gate-override' });
    const ruled = aTask({ kind: 'gate-override', state: 'ruled', decision: ruling(task, NOW) });
    expect(tooLate(ruled, { by: 'NOA', outcome: 'admitted' })).toMatchObject({ status: 410, code: 'decided-by-rule' });
  });
});

describe('At the deadline [L11]', () => {
  test.each([
    ['scorecard', 'by-rule'],
    ['gate-override', 'declined'],
    ['conditional', 'accepted'],
    ['lab', 'failed'],
  ] as const)('%s is ruled %s', (kind, outcome) => {
    expect(ruling(aTask({ kind }), NOW)).toMatchObject({ outcome, by: 'rule' });
  });
});

describe('What a decision sets going', () => {
  test('it is announced, and what waits for it hears of it by a fact that carries its details', () => {
    const decision = { ...MIA, outcome: 'scored', detail: { scores: SCORES } };
    const events = announcements(aTask(), decision);
    expect(events.map(({ name }) => name)).toEqual(['decision-made.v1', 'fact-recorded.v1']);
    expect(events[1]?.data).toMatchObject({
      fact: 'decision:scorecard',
      detail: { outcome: 'scored', scores: SCORES },
    });
  });

  test('agreed KPIs and a met activity are facts themselves', () => {
    const facts = Object.entries({ 'agree-kpis': 'agreed', 'first-activity': 'met', 'landing-page': 'made' }).map(
      ([kind, outcome]) => announcements(aTask({ kind: taskKind.parse(kind) }), { ...MIA, outcome }).at(-1)?.data.fact,
    );
    expect(facts).toEqual(['kpis-agreed', 'activity-met', 'landing-page-recorded']);
  });

  test('two labs of one person are two decisions', () => {
    const ids = ['ann:1', 'ann:2'].flatMap((key) =>
      announcements(aTask({ kind: 'lab', key }), MIA).map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(4);
  });

  test('every kind has a rule for when nobody decides', () => {
    expect(Object.values(taskKinds).every(({ ruled }) => ruled.length > 0)).toBe(true);
  });
});
