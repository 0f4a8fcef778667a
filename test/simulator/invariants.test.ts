import { beforeAll, describe, expect, test } from 'vitest';
import type { Letter } from '../../infra/local/services/types.ts';
import { digestOf } from '../../infra/local/simulator/digest.ts';
import type { Final } from '../../infra/local/simulator/final.ts';
import { check, invariants } from '../../infra/local/simulator/invariants/index.ts';
import { fundBreaks } from './fund-breaks.ts';
import { leadBreaks } from './lead-breaks.ts';
import { changed, first, threeWeeks } from './lived.ts';
import { moneyBreaks } from './money-breaks.ts';

let final: Final;
beforeAll(async () => {
  final = await threeWeeks();
}, 300_000);

const breaksOf = (broken: Final): Record<string, readonly string[]> =>
  Object.fromEntries(check(broken).map(({ id, breaks }) => [id, breaks]));

const letterTo = (name: string, address: string): Letter => {
  const letter = final.letters.find(({ tags }) => tags.letter === name);
  if (!letter) throw new Error(`No letter ${name} was sent.`);
  const { id, source, configurationSet, tags, from, to, subject, html, text, links, raw } = letter;
  const said = { id, source, configurationSet, tags, from, to, subject, html, text, links, raw };
  return { ...said, at: final.at, destinations: [address], headers: { 'message-id': '<abc@x>' }, feedback: [] };
};
const addressOf = (habit: string): string => final.applicants.find((one) => one.habit.name === habit)?.email ?? '';

test('hold after three weeks in which everything went well', () => {
  expect(breaksOf(final)).toEqual(Object.fromEntries(invariants.map(({ id }) => [id, []])));
});

describe.each<[string, [string, () => Final, RegExp][]]>([
  ...moneyBreaks(() => final),
  ['B14', fundBreaks(() => final)],
  ['D8', leadBreaks(() => final)],
  [
    'I7',
    [
      [
        'a letter came twice',
        () => ({ ...final, letters: [...final.letters, ...final.letters.slice(0, 1)] }),
        /2 copies of .*, 1 allowed/,
      ],
      [
        'a letter came three times, after a crash',
        () => ({
          ...final,
          letters: [...final.letters, ...final.letters.slice(0, 1), ...final.letters.slice(0, 1)],
          faults: [
            {
              function: 'tandem-local-email-send-letters',
              action: 'SendRawEmail',
              nth: 1,
              fault: { kind: 'crash', when: 'after' },
              at: final.letters[0]?.at ?? 0,
            },
          ],
        }),
        /3 copies of .*, 2 allowed/,
      ],
      [
        'a letter counts as sent and never went out',
        () => ({ ...final, letters: final.letters.slice(1) }),
        /counts as sent, and SES never had it/,
      ],
      ['a step ordered its letter under a second key', () => twiceOrdered(), /program-guide of .* was ordered 2 times/],
      [
        'a letter was skipped and nobody knows why',
        () =>
          changed(
            final,
            'LETTER',
            ({ status }) => status === 'skipped',
            ({ reason: _, ...item }) => item,
          ),
        /is skipped without a reason/,
      ],
    ],
  ],
  [
    'I8',
    [
      [
        'who unsubscribed got a tip',
        () => ({ ...final, letters: [...final.letters, letterTo('program-guide', addressOf('unsubscribes'))] }),
        /program-guide went to .*, which has unsubscribed/,
      ],
      [
        'a lost mailbox was written to',
        () => ({ ...final, letters: [...final.letters, letterTo('sign-in', addressOf('bounces'))] }),
        /sign-in went to .*, which has bounced/,
      ],
      [
        'ops were not told of the lost mailbox',
        () =>
          changed(
            final,
            'TASK',
            ({ kind }) => kind === 'contact-unreachable',
            () => undefined,
          ),
        /Ops have no task about/,
      ],
    ],
  ],
  [
    'I9',
    [
      [
        'an accepted agreement is gone',
        () =>
          changed(
            final,
            'AGREEMENT',
            () => true,
            () => undefined,
          ),
        /agreement\/acceptance is done .*; nothing shows it/,
      ],
      [
        'an event led to nothing',
        () =>
          changed(
            final,
            'FACT',
            ({ fact }) => fact === 'agreement-accepted',
            () => undefined,
          ),
        /fact-recorded.v1 .* is not among the facts/,
      ],
      [
        'a letter lies in the outbox for an hour',
        () =>
          changed(
            final,
            'LETTER',
            ({ status }) => status === 'sent',
            (item) => ({
              ...item,
              status: 'ordered',
              GSI1PK: 'LETTERS#pending#0',
              GSI1SK: `${new Date(final.at - 3_600_000).toISOString()}#x`,
            }),
          ),
        /is ordered since/,
      ],
      [
        'a journey waits for what nobody will tell it',
        () =>
          changed(
            final,
            'WAIT',
            () => true,
            () => undefined,
          ),
        /waits for a fact, and no WAIT says so/,
      ],
      [
        'a journey stands still',
        () => ({
          ...final,
          places: [{ execution: 'partner-onboarding-x', state: 'Plan', waitsFor: 'work', limited: false }],
        }),
        /stands still/,
      ],
      [
        'a journey waits for ever',
        () => ({ ...final, places: final.places.map((place) => ({ ...place, limited: false })) }),
        /waits without a time limit/,
      ],
      [
        'a workflow failed and nobody was told',
        () => ({
          ...final,
          executions: [...final.executions, { workflow: 'partner-lifecycle', name: 'partner-x', status: 'FAILED' }],
        }),
        /has ended as FAILED/,
      ],
    ],
  ],
  [
    'I10',
    [
      [
        'a partner skipped a stage',
        () => ({
          ...final,
          changes: [
            ...final.changes,
            {
              at: 0,
              key: 'PARTNER#x PROFILE',
              type: 'PROFILE',
              field: 'stage',
              from: 'Identify',
              to: 'Scale',
              run: '1',
            },
          ],
        }),
        /stage went from Identify to Scale/,
      ],
      [
        'a decided task was opened again',
        () => ({
          ...final,
          changes: [
            ...final.changes,
            { at: 0, key: 'TASK#x TASK', type: 'TASK', field: 'state', from: 'decided', to: 'open', run: '1' },
          ],
        }),
        /state went from decided to open/,
      ],
      [
        'the timeline says nothing of an admission',
        () =>
          changed(
            final,
            'EVENT',
            ({ event }) => {
              const { from, to } = Object(Object(event).data);
              return from === 'Evaluate' && to === 'Activate';
            },
            () => undefined,
          ),
        /nothing tells of Evaluate to Activate/,
      ],
      [
        'a partner stands where no move led it',
        () =>
          changed(
            final,
            'PROFILE',
            () => true,
            (item) => ({ ...item, stage: 'Optimize' }),
          ),
        /does not lead to Optimize/,
      ],
      [
        'a new kind of item has states that nobody has thought about',
        () => ({
          ...final,
          changes: [
            { at: 0, key: 'RAFFLE#x RAFFLE', type: 'RAFFLE', field: 'state', from: undefined, to: 'open', run: '1' },
          ],
        }),
        /Nobody says which moves of RAFFLE state are legal/,
      ],
    ],
  ],
])('%s is broken when', (id, cases) => {
  test.each(cases)('%s', (_, broken, says) => {
    expect(breaksOf(broken())[id]?.join('\n')).toMatch(says);
  });
});

test('every invariant has a state that breaks it here', () => {
  expect(invariants.map(({ id }) => id)).toEqual([
    ...moneyBreaks(() => final)
      .slice(0, 6)
      .map(([id]) => id),
    'I7',
    'I8',
    'I9',
    'I10',
    'I11',
    'B14',
    'D8',
  ]);
});

describe('What lies in a dead-letter queue is not lost', () => {
  test('an event that led to nothing is there to be delivered again', () => {
    const fact = first(final, 'FACT', (item) => item.fact === 'agreement-accepted');
    const lost = changed(
      final,
      'FACT',
      (item) => item === fact,
      () => undefined,
    );
    const message = JSON.stringify({ detail: { id: `${fact.partnerId}/${fact.run}/${fact.fact}` } });
    expect(breaksOf(lost).I9?.length).toBeGreaterThan(0);
    expect(breaksOf({ ...lost, queues: { 'tandem-local-tasks-dead-letters': [message] } }).I9).toEqual([]);
  });
});

test('the digest changes with any one attribute of any one item', () => {
  const moved = changed(
    final,
    'PROFILE',
    () => true,
    (item) => ({ ...item, portal: 'other' }),
  );
  expect(digestOf(moved)).not.toBe(digestOf(final));
  expect(digestOf({ ...final, letters: final.letters.slice(1) })).not.toBe(digestOf(final));
});

const twiceOrdered = (): Final => {
  const { order, ...letter } = first(final, 'LETTER', (item) => JSON.stringify(item.order).includes('program-guide'));
  const second = {
    ...letter,
    PK: 'LETTER#other',
    status: 'failed',
    reason: 'x',
    order: { ...Object(order), key: 'other' },
  };
  const [table = ''] = Object.keys(final.tables).filter((name) => name.includes('program'));
  return { ...final, tables: { ...final.tables, [table]: [...(final.tables[table] ?? []), second] } };
};
