import { describe, expect, test } from 'vitest';
import { entryOf } from '../../functions/partners/telling.ts';
import { currentWaits } from '../../functions/partners/viewing.ts';

const AT = '2027-03-01T09:00:00.000Z';
const event = (name: string, data: Record<string, unknown>) => ({
  id: `x/${name}`,
  name,
  occurredAt: AT,
  recordedAt: AT,
  data,
});

describe('The timeline says what happened in a sentence', () => {
  test.each([
    ['letter-sent.v1', { letter: 'affiliate-assets', key: 'k' }, 'Letter sent: affiliate assets.'],
    [
      'letter-skipped.v1',
      { letter: 'program-guide', key: 'k', reason: 'unsubscribed' },
      'Letter not sent, by rule (unsubscribed): program guide.',
    ],
    ['fact-recorded.v1', { fact: 'first-call-recorded', by: 'rule', detail: {} }, 'Recorded: first call recorded.'],
    ['something-new.v1', {}, 'something new.'],
    ['stage-changed.v1', { shape: 'of long ago' }, 'stage changed.'],
  ])('%s', (name, data, sentence) => {
    expect(entryOf(event(name, data), 'P').text).toBe(sentence);
  });
});

test('a page shows what is waited for once, the latest reminder of it, and no bare dates', () => {
  const wait = (step: string, awaits: string[], openedAt: string) => ({ step, awaits, openedAt });
  const sign = wait('onboarding/sign', ['agreement-accepted'], '2027-03-01T09:00:00.000Z');
  const reminder = wait('onboarding/sign-reminder-1', ['agreement-accepted'], '2027-03-03T09:00:00.000Z');
  const date = wait('onboarding/case-study', [], '2027-03-02T09:00:00.000Z');
  expect(currentWaits([sign, reminder, date])).toEqual([reminder]);
});
