import { describe, expect, test } from 'vitest';
import { journeyView } from '../../functions/onboarding/contract.ts';
import { viewOf } from '../../functions/onboarding/view.ts';
import { aJourney, anAffiliateJourney, aProfile, onDay } from './builders.ts';

const ZONE = 'America/New_York';
const see = (
  now: string,
  done: Record<string, string> = {},
  journey: ReturnType<typeof aJourney> | undefined = aJourney(),
  profile = aProfile(),
) => journeyView.parse(viewOf(profile, journey, done, now, ZONE));
const states = (view: ReturnType<typeof see>) => view.journey?.milestones.map((one) => one.state);

describe('A partner sees what is done, what is next and when', () => {
  test('on the first day the agreement is next, with the day it lapses', () => {
    const view = see(onDay(0));
    expect(view.agreement).toEqual({ state: 'to-sign', signBy: onDay(14) });
    expect(view.journey?.next).toMatchObject({ title: 'Accept the agreement', dueAt: onDay(14) });
    expect(states(view)).toEqual(['open', 'upcoming', 'upcoming', 'upcoming', 'upcoming']);
  });

  test('what is done early opens the next before its day', () => {
    const view = see(onDay(1), { 'agreement-accepted': onDay(1), 'signed-in': onDay(1), 'sales-certified': onDay(1) });
    expect(states(view)).toEqual(['done', 'done', 'open', 'open', 'upcoming']);
    expect(view.journey?.next?.title).toBe('First joint call');
  });

  test('what is late is overdue, and still next', () => {
    const view = see(onDay(8), { 'agreement-accepted': onDay(1), 'signed-in': onDay(1) });
    expect(states(view)?.[1]).toBe('overdue');
    expect(view.journey?.next).toMatchObject({ title: 'Sales certification', dueAt: onDay(7) });
  });

  test('the letters to come are in order, and end with the last day', () => {
    const view = see(onDay(3, 1), { 'agreement-accepted': onDay(1), 'signed-in': onDay(1) });
    expect(view.journey?.letters.map(({ letter, at }) => [letter, at])).toEqual([
      ['milestone-nudge', onDay(7)],
      ['certification-invitation', onDay(7)],
      ['first-call-invitation', onDay(14)],
      ['milestone-nudge', onDay(21)],
      ['first-activity-invitation', onDay(21)],
      ['onboarded', onDay(30)],
    ]);
  });

  test('a stalled one sees what is missing and until when it still counts', () => {
    const stalled = { ...aJourney(), outcome: 'stalled' as const };
    const view = see(onDay(31), { 'agreement-accepted': onDay(1), 'signed-in': onDay(1) }, stalled);
    expect(view.journey).toMatchObject({ day: 31, outcome: 'stalled', lateUntil: stalled.lateUntil, letters: [] });
    expect(view.journey?.missing.map((one) => one.item)).toEqual(['O2', 'O4', 'O5']);
  });

  test('one who has withdrawn has nothing next and no letters to come', () => {
    const view = see(onDay(3), {}, aJourney(), aProfile({ stage: 'withdrawn' }));
    expect(view.agreement.state).toBe('lapsed');
    expect(view.journey).toMatchObject({ letters: [] });
    expect(view.journey?.next).toBeUndefined();
  });

  test('before admission there is no journey and nothing to sign', () => {
    const view = viewOf(aProfile({ stage: 'Evaluate' }), undefined, {}, onDay(0), ZONE);
    expect(view).toEqual({ stage: 'Evaluate', programType: 'channel', agreement: { state: 'not-yet' } });
  });
});

describe('An affiliate', () => {
  test('places the link next, once the agreement is accepted', () => {
    const view = see(onDay(1), { 'agreement-accepted': onDay(0), 'signed-in': onDay(0) }, anAffiliateJourney());
    expect(view.journey?.next).toMatchObject({ title: 'Place your link', dueAt: onDay(30) });
  });

  test('is not asked for the first link after a click', () => {
    const letters = (done: Record<string, string>) =>
      see(onDay(2), done, anAffiliateJourney()).journey?.letters.map((one) => one.letter);
    expect(letters({ 'agreement-accepted': onDay(0) })).toContain('affiliate-first-link');
    expect(letters({ 'agreement-accepted': onDay(0), 'first-click': onDay(1) })).toEqual([
      'affiliate-assets',
      'affiliate-case-study',
      'affiliate-landing-page',
      'affiliate-review',
    ]);
  });

  test('with a small audience is not promised a landing page', () => {
    const view = see(onDay(2), {}, anAffiliateJourney({ audience: 1_000 }));
    expect(view.journey?.letters.map((one) => one.letter)).not.toContain('affiliate-landing-page');
  });
});
