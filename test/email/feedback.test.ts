import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, deliveries, type LetterItem, type LetterOrder } from '../../functions/email/contract.ts';
import { type Day, verdictOn } from '../../functions/email/feedback/reputation.ts';
import { type Feedback, readFeedback } from '../../functions/email/feedback/ses-event.ts';
import { type FeedbackDesk, takeFeedback } from '../../functions/email/feedback/take-feedback.ts';
import type { Profile } from '../../functions/partners/contract.ts';
import type { ProgramEvent } from '../../functions/shared/event.ts';
import { aLetter, anOrder, later, NOW, PARTNER, quiet } from './support.ts';

quiet();

const KEY_OF_LETTER = anOrder().key;
const at = NOW.toISOString();
const bounced: Feedback = { kind: 'bounced', letterKey: KEY_OF_LETTER, addresses: ['ana@ruiz.example'], at };
const complained: Feedback = { ...bounced, kind: 'complained' };

/** What the table would hold. */
class Records implements FeedbackDesk {
  suppressions: Record<string, Record<string, string>> = {};
  known: Delivery | undefined;
  counts: Day = { sent: 0, bounced: 0, complained: 0 };
  events: ProgramEvent[] = [];
  letters: LetterOrder[] = [];
  pausedAt: string | undefined;
  history: Day[] = [];
  item: LetterItem | undefined = aLetter({ status: 'sent' });

  readonly hashOf = async (address: string) => `hash of ${address}`;
  readonly letter = async () => this.item;
  readonly profile = async (partnerId: string) => ({ partnerId, run: 1 }) as Profile;
  readonly suppress: FeedbackDesk['suppress'] = async (hash, why, first, announce) => {
    this.suppressions[hash] ??= {};
    const item = this.suppressions[hash];
    if (item[why]) return false;
    item[why] = first;
    this.events.push(...(announce?.events ?? []));
    this.letters.push(...(announce?.letters ?? []));
    return true;
  };
  readonly advance: FeedbackDesk['advance'] = async (_, delivery) => {
    const rank = (one: Delivery | undefined) => (one === undefined ? -1 : deliveries.indexOf(one));
    if (rank(this.known) >= rank(delivery)) return false;
    this.known = delivery;
    return true;
  };
  readonly countDay: FeedbackDesk['countDay'] = async (delivery) => {
    this.counts = { ...this.counts, [delivery]: this.counts[delivery] + 1 };
  };
  readonly days = async () => [...this.history, this.counts];
  readonly pause = async (since: string) => {
    this.pausedAt ??= since;
  };
}

let records: Records;
beforeEach(() => {
  records = new Records();
});

describe('A mailbox that does not exist (row 22)', () => {
  test('is not written to again; ops get a task and a letter, the timeline the news', async () => {
    await takeFeedback(records, bounced, NOW);
    expect(records.suppressions).toEqual({ 'hash of ana@ruiz.example': { bouncedAt: at } });
    expect(records.events.map(({ name, partnerId }) => [name, partnerId])).toEqual([
      ['contact-unreachable.v1', PARTNER],
      ['task-requested.v1', PARTNER],
    ]);
    expect(records.letters).toMatchObject([{ letter: 'contact-unreachable', to: { team: 'ops' } }]);
  });

  test('told twice is told once', async () => {
    await takeFeedback(records, bounced, NOW);
    await takeFeedback(records, bounced, later(1000));
    expect(records.events).toHaveLength(2);
    expect(records.counts.bounced).toBe(1);
  });

  test('of the team, or of somebody who is no partner, makes no task', async () => {
    records.item = aLetter({ order: anOrder({ to: { team: 'ops' } }) });
    await takeFeedback(records, bounced, NOW);
    expect(records.suppressions).toEqual({ 'hash of ana@ruiz.example': { bouncedAt: at } });
    expect(records.events).toEqual([]);
  });

  test('of a letter that we do not know is suppressed all the same', async () => {
    records.item = undefined;
    await takeFeedback(records, { ...bounced, letterKey: undefined }, NOW);
    expect(Object.keys(records.suppressions)).toHaveLength(1);
  });
});

test('news that come twice and in any order end alike: the worst counts, each letter once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([bounced, bounced, complained, complained], { minLength: 4 }),
      async (news) => {
        const desk = new Records();
        for (const one of news) await takeFeedback(desk, one, NOW);
        expect(desk.known).toBe('complained');
        expect(desk.suppressions).toEqual({ 'hash of ana@ruiz.example': { bouncedAt: at, complainedAt: at } });
        expect(desk.letters).toHaveLength(1);
        expect(desk.counts.complained).toBe(1);
        expect(desk.counts.bounced).toBeLessThanOrEqual(1);
      },
    ),
  );
});

describe('Complaints', () => {
  const days = (sent: number, complained: number, bounced = 0): Day[] => [{ sent, bounced, complained }];
  test.each([
    ['none', days(10_000, 0), 'fine'],
    ['below 0.1 %', days(10_001, 10), 'fine'],
    ['0.1 % warns', days(10_000, 10), 'warn'],
    ['just below 0.3 % warns', days(10_001, 30), 'warn'],
    ['0.3 % pauses', days(10_000, 30), 'pause'],
    ['0.3 % of a thousand pauses', days(1000, 3), 'pause'],
    ['two of a hundred warn: that is no rate yet', days(100, 2), 'warn'],
    ['over several days', [...days(500, 1), ...days(300, 1), ...days(200, 1)], 'pause'],
    ['of those that did not come back', days(1010, 3, 10), 'pause'],
    ['when all that went out came back', days(3, 3, 3), 'pause'],
  ] as const)('%s', (_, counted, verdict) => {
    expect(verdictOn(counted)).toBe(verdict);
  });

  test('the one that reaches 0.3 % lets tips and reminders rest', async () => {
    records.history = days(900, 2);
    await takeFeedback(records, complained, NOW);
    expect(records.pausedAt).toBe(at);
  });
});

describe('What SES tells', () => {
  const mail = { tags: { letter_key: ['p_2f1_2fonboarding_2fO2'] } };
  const list = [{ emailAddress: 'Ana <ana@ruiz.example>' }];
  const timestamp = '2027-01-05T16:30:00.123Z';
  test.each([
    [
      'a hard bounce',
      { eventType: 'Bounce', mail, bounce: { bounceType: 'Permanent', bouncedRecipients: list, timestamp } },
      { kind: 'bounced', letterKey: 'p/1/onboarding/O2', addresses: ['ana@ruiz.example'], at: timestamp },
    ],
    [
      'a full mailbox',
      { eventType: 'Bounce', mail, bounce: { bounceType: 'Transient', bouncedRecipients: list, timestamp } },
      { kind: 'passing' },
    ],
    [
      'a bounce that SES cannot tell',
      { eventType: 'Bounce', mail, bounce: { bounceType: 'Undetermined', bouncedRecipients: list, timestamp } },
      { kind: 'passing' },
    ],
    [
      'a complaint',
      { eventType: 'Complaint', mail: {}, complaint: { complainedRecipients: list, timestamp } },
      { kind: 'complained', letterKey: undefined, addresses: ['ana@ruiz.example'], at: timestamp },
    ],
    ['a delay', { eventType: 'DeliveryDelay', mail }, { kind: 'passing' }],
    ['a rejection', { eventType: 'Reject', mail }, { kind: 'rejected', letterKey: 'p/1/onboarding/O2' }],
  ])('%s', (_, detail, expected) => {
    expect(readFeedback(detail)).toEqual(expected);
  });

  test('something else is an error, so that it ends in the dead letters', () => {
    expect(() => readFeedback({ hello: 1 })).toThrow();
  });
});
