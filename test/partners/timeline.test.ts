import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeCursor } from '../../functions/partners/place.ts';
import { entryOf } from '../../functions/partners/telling.ts';
import { entryOfChange, nameOf, type StatusChange, subjectTyped } from '../../functions/partners/telling-runs.ts';
import { moneyEntries } from '../../functions/partners/timeline/money.ts';
import { writePlace } from '../../functions/partners/timeline/place.ts';
import { shownTo } from '../../functions/partners/timeline/view.ts';
import { nextPage } from '../../functions/shared/book.ts';
import { PARTNER } from '../payouts/builders.ts';

const AT = '2027-03-01T09:00:00.000Z';
const event = (name: string, data: Record<string, unknown>) =>
  entryOf({ id: `x/${name}`, name, occurredAt: AT, recordedAt: AT, data }, PARTNER);
const decision = {
  outcome: 'approve',
  by: PARTNER,
  byName: 'Mara Vogel',
  at: AT,
  reason: 'Their site is thin.',
  detail: {},
};
const about = (kind: string) => ({ taskId: 'a'.repeat(32), kind, decision });

describe('What a partner reads of its own timeline', () => {
  test.each([
    [
      'a letter to it',
      'letter-sent.v1',
      { letter: 'affiliate-assets', key: 'k', reader: 'partner' },
      'Letter: affiliate assets.',
    ],
    [
      'nothing of a letter to the team',
      'letter-sent.v1',
      { letter: 'decision-asked', key: 'k', reader: 'team' },
      undefined,
    ],
    ['nothing of a letter that went to whom nobody knows', 'letter-sent.v1', { letter: 'x', key: 'k' }, undefined],
    [
      'how what it asked for was decided, not by whom nor why',
      'decision-made.v1',
      about('lab'),
      'Decision on your lab: approve.',
    ],
    ['nothing of decisions about it', 'decision-made.v1', about('scorecard'), undefined],
    [
      'a stage without its score',
      'stage-changed.v1',
      { from: 'Evaluate', to: 'Activate', by: 'rule', reason: 'Score 4.75 of 5.' },
      'Evaluate to Activate.',
    ],
    [
      'why it ended',
      'stage-changed.v1',
      { from: 'Scale', to: 'sunset', by: 'rule', reason: 'No activity.' },
      'Scale to sunset: No activity.',
    ],
    [
      'nothing of flags',
      'flag-raised.v1',
      { flagId: PARTNER, rule: 'same-person', state: 'open', reason: 'x' },
      undefined,
    ],
    [
      'that a payout waits',
      'payout-held.v1',
      { batchId: '2027-03', amount: 'USD 5', reason: 'under-review' },
      'A payout waits: something is missing.',
    ],
    ['nothing of events without a mark', 'something-new.v1', {}, undefined],
  ])('%s', (_, name, data, sentence) => {
    expect(shownTo('partner', event(name, data))?.text).toBe(sentence);
  });

  test('the team reads who decided, and finds the task', () => {
    const shown = shownTo('team', event('decision-made.v1', about('lab')));
    expect(shown?.text).toBe('Decision on lab: approve, by Mara Vogel. Their site is thin.');
    expect(shown?.about).toEqual({ what: 'task', id: 'a'.repeat(32) });
  });

  test('nothing stands there twice: a decision is not told as a fact as well, nor a task as a wish for one', () => {
    expect(
      shownTo('team', event('fact-recorded.v1', { fact: 'decision:lab', by: 'rule', detail: {} })),
    ).toBeUndefined();
    expect(shownTo('team', event('task-requested.v1', { kind: 'lab', detail: {} }))).toBeUndefined();
    const certified = event('fact-recorded.v1', { fact: 'sales-certified', by: 'rule', detail: {} });
    expect(shownTo('team', certified)).toBeUndefined();
    const issued = { track: 'sales', personId: PARTNER, expiresOn: '2028-03-01' };
    expect(shownTo('team', event('certificate-issued.v1', issued))?.kind).toBe('certificates');
  });

  test('a breach is the team’s record, whatever it is of', () => {
    const breach = event('fact-recorded.v1', { fact: 'breach-recorded:reviews-2027-q1', by: 'rule', detail: {} });
    expect(shownTo('partner', breach)).toBeUndefined();
    expect(shownTo('team', breach)?.text).toContain('breach recorded');
  });

  test('why a deal or funds were decided as they were stands in the team’s sentence alone', () => {
    const moved = { title: 'Booth', to: 'declined', minor: 250_000, currency: 'USD', because: 'Not in this region.' };
    const told = event('mdf-moved.v1', { ...moved, requestId: 'r', by: 'rule' });
    expect(shownTo('partner', told)?.text).toBe('Funds for “Booth”: declined, USD 2,500.00.');
    const deal = event('deal-moved.v1', { dealId: PARTNER, customer: 'Acme', to: 'rejected', because: 'Ours.' });
    expect(shownTo('partner', deal)).toMatchObject({
      text: 'Deal with Acme: rejected.',
      about: { what: 'deal', id: PARTNER },
    });
  });
});

describe('Money on the timeline', () => {
  const book = { partnerId: PARTNER, currency: 'USD' };
  const line = (sale: string, minor: number, over: object = {}) =>
    ({ account: 'pending', minor, fact: 'aaaaaaaaaaaaaaaaaaaaaa/1', sale, rule: 'commission', ...over }) as const;
  const told = (entry: Parameters<typeof nextPage>[2], at = AT) =>
    moneyEntries(nextPage(book, undefined, entry, at), 'America/New_York');

  test('a sale is told with its receipt; what only moved is told by its own event', () => {
    const lines = [line('pi_1', 475), line('pi_2', -200), line('pi_3', -500), line('pi_3', 500, { account: 'held' })];
    expect(told({ kind: 'facts', lines })).toEqual([
      {
        id: 'USD/1/0',
        at: AT,
        kind: 'money',
        text: 'Commission: USD 4.75 on sale pi_1.',
        about: { what: 'receipt', id: 'pi_1' },
      },
      {
        id: 'USD/1/1',
        at: AT,
        kind: 'money',
        text: 'Commission: USD 2.00 taken back on sale pi_2.',
        about: { what: 'receipt', id: 'pi_2' },
      },
    ]);
  });

  test('a rush of sales is one sum, with the statement of its month by the program’s clock', () => {
    const lines = Array.from({ length: 40 }, (_, nth) => line(`pi_${nth}`, nth < 30 ? 100 : -100));
    expect(told({ kind: 'facts', lines }, '2027-03-01T02:00:00.000Z')).toMatchObject([
      { text: 'USD 30.00 earned on 30 sales.', about: { what: 'statement', id: '2027-02' } },
      { text: 'USD 10.00 taken back on 10 sales.' },
    ]);
  });

  test.each([
    [
      'matured',
      [
        { account: 'pending', minor: -900 },
        { account: 'payable', minor: 900 },
      ],
      'USD 9.00 became payable: the review window is over.',
    ],
    [
      'reserved',
      [
        { account: 'payable', minor: -900 },
        { account: 'transit', minor: 900 },
      ],
      'A payout of USD 9.00 is under way.',
    ],
    ['adjusted', [{ account: 'payable', minor: -900 }], 'The balance was changed by -USD 9.00. A forgotten coupon.'],
    ['written-off', [{ account: 'payable', minor: 900 }], 'Written off by USD 9.00. A forgotten coupon.'],
  ] as const)('%s', (kind, lines, text) => {
    expect(told({ kind, lines, note: 'A forgotten coupon.' }).map((entry) => entry.text)).toEqual([text]);
  });

  test('payments that arrived or came back have events of their own', () => {
    expect(told({ kind: 'paid', lines: [{ account: 'paid', minor: 900 }] })).toEqual([]);
  });
});

describe('Runs on the timeline', () => {
  const change = (over: Partial<StatusChange> = {}): StatusChange => ({
    executionArn: 'arn:aws:states:eu-central-1:1:execution:tandem-prod-payout-run:x',
    stateMachineArn: 'arn:aws:states:eu-central-1:1:stateMachine:tandem-prod-payout-run',
    name: 'x',
    status: 'SUCCEEDED',
    startDate: Date.parse(AT),
    stopDate: Date.parse(AT) + 60_000,
    input: '{"partner":"acme.com"}',
    output: '{"outcome":"settled","paid":1}',
    ...over,
  });

  test('say which workflow, with which input, since when and how it ended', () => {
    const name = nameOf(change(), 'tandem-prod');
    const shown = shownTo('team', entryOfChange(change(), name, PARTNER));
    expect(shown).toMatchObject({
      kind: 'runs',
      text: 'Workflow payout-run has ended: settled.',
      startedAt: AT,
      input: '{"partner":"acme.com"}',
    });
    expect(shownTo('partner', entryOfChange(change(), name, PARTNER))).toBeUndefined();
    const failed = entryOfChange(change({ status: 'FAILED', error: 'NeedsAPerson', cause: 'Twice.' }), name, PARTNER);
    expect(failed.text).toBe('Workflow payout-run has failed: NeedsAPerson. Twice.');
  });

  test.each([
    ['a domain', '{"partner":"acme.com"}', { partner: 'acme.com' }],
    ['an id from another workflow', `{"partnerId":"${PARTNER}","dealId":"d"}`, { partner: PARTNER }],
    ['a deal, as it is typed', '{"deal":" 01j8zq3v7k "}', { deal: '01J8ZQ3V7K' }],
    ['a lead', '{"lead":"lead-1","takeOver":true}', { lead: 'lead-1' }],
    ['nobody', '{"period":"2027-03"}', undefined],
    ['no input at all', null, undefined],
    ['something else than an input', '[1', undefined],
  ])('are about what the input names: %s', (_, input, subject) => {
    expect(subjectTyped(change({ input }))).toEqual(subject);
  });
});

test('a cursor leads back to the same place, and anything else is refused', () => {
  const books = fc.dictionary(fc.constantFrom('USD', 'EUR', 'JPY'), fc.nat());
  fc.assert(
    fc.property(fc.record({ at: fc.constant(AT), after: fc.constantFrom('', 'abc'), books }), (place) => {
      expect(placeCursor.parse(writePlace(place))).toEqual({ ...place, books: { ...place.books } });
    }),
  );
  for (const text of ['nonsense', writePlace({ at: AT, after: 'x', books: { usd: 1 } })]) {
    expect(placeCursor.safeParse(text).success).toBe(false);
  }
});
