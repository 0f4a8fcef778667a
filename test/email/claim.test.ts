import { describe, expect, test } from 'vitest';
import { LATEST_MS, turnOf, waitMs } from '../../functions/email/sending/claim.ts';
import { reasonToSkip } from '../../functions/email/sending/may-send.ts';
import { aLetter, later, NOW } from './support.ts';

const MINUTE = 60_000;
const past = later(-1).toISOString();
const soon = later(MINUTE).toISOString();

describe('Whose turn it is', () => {
  test.each([
    ['a letter just ordered is sent', {}, 'send'],
    ['a letter that waited long enough is sent', { notBefore: past }, 'send'],
    ['a letter that waits is left', { notBefore: soon }, 'leave'],
    ['a letter that somebody is sending is left', { status: 'sending', leaseUntil: soon, unknowns: 1 }, 'leave'],
    ['a letter whose sender vanished is sent once more', { status: 'sending', leaseUntil: past, unknowns: 1 }, 'send'],
    ['a letter whose senders vanished twice is given up', { status: 'sending', leaseUntil: past, unknowns: 2 }, 'fail'],
    ['a sent letter is done', { status: 'sent' }, 'leave'],
    ['a skipped letter is done', { status: 'skipped' }, 'leave'],
    ['a failed letter is done', { status: 'failed' }, 'leave'],
  ])('%s', (_, change, turn) => {
    expect(turnOf(aLetter(change), NOW.getTime()).turn).toBe(turn);
  });

  test('after 72 hours a letter is old news: failed, or skipped if it rested because of complaints', () => {
    const at = NOW.getTime() + LATEST_MS;
    expect(turnOf(aLetter(), at - 1)).toEqual({ turn: 'send' });
    expect(turnOf(aLetter(), at)).toEqual({ turn: 'fail', reason: 'too-late' });
    expect(turnOf(aLetter({ waitsFor: 'paused' }), at)).toEqual({ turn: 'skip', reason: 'paused' });
  });

  test.each([
    ['too fast', 'throttled', 5, MINUTE],
    ["the day's quota", 'quota', 0, 60 * MINUTE],
    ['SES failed in the middle', 'doubtful', 0, 60 * MINUTE],
    ['SES is down, first', 'unavailable', 0, MINUTE],
    ['SES is down, fourth', 'unavailable', 3, 8 * MINUTE],
    ['SES is down, at most an hour', 'unavailable', 50, 60 * MINUTE],
    ['complaints', 'paused', 0, 6 * 60 * MINUTE],
  ] as const)('%s: it waits', (_, why, deferrals, ms) => {
    expect(waitMs(why, deferrals)).toBe(ms);
  });
});

describe('Who may be written to (I8)', () => {
  const day = '2027-01-02T00:00:00.000Z';
  test.each([
    ['nothing is known', undefined, undefined, undefined],
    ['an item without a date', {}, undefined, undefined],
    ['unsubscribed', { unsubscribedAt: day }, undefined, 'unsubscribed'],
    ['complained', { complainedAt: day }, undefined, 'unsubscribed'],
    ['no such mailbox', { bouncedAt: day }, 'unreachable', 'unreachable'],
    ['no such mailbox, and unsubscribed', { bouncedAt: day, unsubscribedAt: day }, 'unreachable', 'unreachable'],
    ['erased', { erasedAt: day }, 'erased', 'erased'],
  ] as const)('%s', (_, suppression, toTransactional, toJourney) => {
    expect(reasonToSkip('transactional', suppression, undefined)).toBe(toTransactional);
    expect(reasonToSkip('journey', suppression, undefined)).toBe(toJourney);
  });

  test('somebody who was erased and has applied anew is a new person', () => {
    expect(reasonToSkip('transactional', { erasedAt: day }, '2027-01-01T00:00:00.000Z')).toBe('erased');
    expect(reasonToSkip('transactional', { erasedAt: day }, '2027-01-03T00:00:00.000Z')).toBeUndefined();
    expect(reasonToSkip('journey', { erasedAt: day, unsubscribedAt: day }, '2027-01-03T00:00:00.000Z')).toBe(
      'unsubscribed',
    );
  });
});
