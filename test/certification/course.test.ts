import { describe, expect, test } from 'vitest';
import { courseView, labProof } from '../../functions/certification/contract.ts';
import { courseViewOf } from '../../functions/certification/course.ts';
import { moduleText } from '../../functions/certification/courses/texts.ts';
import { conclusionOf, readTaskKey, whyNoLab } from '../../functions/certification/lab.ts';
import { ADMITTED, onDay, PARTNER, PERSON } from '../onboarding/builders.ts';
import { aCertificate, aCourse, anAttempt, policy, told } from './builders.ts';

const see = (course = aCourse(), last = undefined as ReturnType<typeof anAttempt> | undefined) =>
  courseView.parse(courseViewOf({ course, last, certificate: undefined, run: 1 }, true, policy, onDay(1)));

describe('A course as a person sees it', () => {
  test('sales: four modules of 150 minutes and a quiz', () => {
    const view = see();
    expect(view.modules.map((one) => one.minutes)).toEqual([30, 45, 45, 30]);
    expect(view).toMatchObject({ minutes: 150, quiz: { questions: 20, needed: 16, attemptsLeft: 3, canStart: true } });
    expect(view.lab).toBeUndefined();
  });

  test('technical: three modules of four hours and a lab', () => {
    const view = see(aCourse({ track: 'technical' }));
    expect(view).toMatchObject({ minutes: 240, lab: { state: 'none', canSubmit: true } });
    expect(view.quiz).toBeUndefined();
  });

  test('every module of the policy has a real text', () => {
    for (const track of ['sales', 'technical'] as const) {
      for (const { id } of policy.certification[track].modules) {
        expect(moduleText(track, id).length).toBeGreaterThan(800);
      }
    }
    expect(moduleText('sales', 'unwritten')).toMatch(/being written/);
  });

  test('an open attempt is offered again', () => {
    expect(see(aCourse({ attemptsStarted: 1 }), anAttempt()).quiz).toMatchObject({ open: 1, canStart: true });
  });
});

describe('The lab', () => {
  const lab = (
    course: Parameters<typeof aCourse>[0] = {},
    certificate = undefined as ReturnType<typeof aCertificate> | undefined,
  ) => whyNoLab({ course: aCourse({ track: 'technical', ...course }), certificate, run: 1 }, policy, onDay(1));

  test.each([
    ['modules read', {}, undefined],
    ['a module unread', { modules: {} }, /Read these modules first/],
    ['being reviewed', { lab: 'submitted' as const }, /being reviewed/],
    ['failed before', { lab: 'failed' as const }, undefined],
  ])('%s', (_label, course, because) => {
    if (because) expect(lab(course)).toMatch(because);
    else expect(lab(course)).toBeUndefined();
  });

  test('one who is certified waits for the renewal', () => {
    expect(lab({}, aCertificate({ track: 'technical' }))).toMatch(/renew from 60 days/);
  });

  test.each([
    ['https://git.example.com/acme/lab', true],
    ['http://git.example.com/acme/lab', false],
    ['javascript:alert(1)', false],
    ['https://169.254.169.254/', false],
    ['https://localhost/', false],
  ])('proof at %s is taken: %s', (proof, taken) => {
    expect(labProof.safeParse({ proof, note: 'See the README.' }).success).toBe(taken);
  });
});

describe('The review of a lab', () => {
  const of = { partnerId: PARTNER, run: 1, personId: PERSON, nth: 2 };
  const decide = (outcome: string, detail = {}) =>
    conclusionOf(of, { outcome, by: PERSON, at: ADMITTED, reason: 'Because.', detail }, undefined, policy, ADMITTED);

  test('passed brings a technical certificate and the fact', () => {
    const { outcome, following } = decide('passed');
    expect(outcome).toMatchObject({ passed: { track: 'technical', expiryDate: '2028-06-07' } });
    expect(told(following.events)).toEqual(['technical-certified', 'certificate-issued.v1']);
    expect(following.letters).toMatchObject([{ letter: 'certification-passed', data: { track: 'technical' } }]);
  });

  test('failed tells the person what the reviewer said, or else why', () => {
    expect(decide('failed', { note: 'No signature check.' })).toMatchObject({
      outcome: { failed: 'No signature check.' },
      following: { events: [], letters: [{ letter: 'lab-not-passed', data: { note: 'No signature check.' } }] },
    });
    expect(decide('failed').outcome).toEqual({ failed: 'Because.' });
  });

  test('a task names the person and which submission it is about', () => {
    expect(readTaskKey(`${PERSON.toLowerCase()}:2`)).toEqual({ personId: PERSON, nth: 2 });
    expect(readTaskKey('nobody')).toBeUndefined();
  });
});
