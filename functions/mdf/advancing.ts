import type { Policy } from '../policy/contract.ts';
import type { Entry } from '../shared/book.ts';
import { moneyText } from '../shared/money.ts';
import { type Change, letterTo, move } from './changing.ts';
import type { Happened, MdfRequest, Standing } from './contract.ts';
import { askedOf, decide, end } from './deciding.ts';
import { settling } from './fund.ts';
import { isOver } from './moving.ts';
import { askingTimes, dueOf, moreBy, waitOf } from './timing.ts';

const RULE = 'rule';

/** What the time makes of a request: nothing, or its end [M3], or a check of what there is where no more came. */
const byTime = (request: MdfRequest, policy: Policy, now: string): Change | undefined => {
  const due = dueOf(request, policy);
  if (!due || due.by > now) return undefined;
  if (due.what === 'activity') {
    const reason = `Nobody said that the activity was held in ${request.quarter}: an activity must be held by the end of its quarter [M3].`;
    return end(request, 'expired', { by: RULE, reason }, now);
  }
  if (due.what === 'proof') {
    const reason = `No proof came within ${policy.mdf.proofWithinDays} days of the activity [M3].`;
    return end(request, 'forfeited', { by: RULE, reason }, now);
  }
  const because = { by: RULE, reason: 'No more proof came in time: what there is, is checked.' };
  return { ...move(request, 'in-review', {}, because, now), letters: [] };
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * What a request becomes by what has happened; undefined where nothing changes: it was told before, or whoever did it
 * has written it.
 */
export const advance = (request: MdfRequest, happened: Happened, policy: Policy, now: string): Change | undefined => {
  const { fact, by, at, detail } = happened;
  if (isOver(request.state)) return undefined;
  if (fact === 'stopped') {
    if (request.state === 'accepted') return undefined;
    return end(request, 'released', { by, reason: text(detail.reason) || 'The partnership has ended [L16].' }, now);
  }
  const kind = askedOf(request);
  if (kind && fact === `decision:${kind}:${request.requestId}`) {
    const answer = { by, at, detail, outcome: text(detail.outcome), reason: text(detail.reason) };
    return decide(request, kind, answer, policy, now);
  }
  return byTime(request, policy, now);
};

/** Pays what was accepted: the fund settles it, and the partner's book gets it as a credit that the next payout pays. */
export const pay = (request: MdfRequest, now: string): Change => {
  const { settledMinor = 0, currency, requestId, proofs, matchBp, quarter, title } = request;
  const paid = move(request, 'settled', {}, { by: RULE, reason: 'The proof was accepted.' }, now);
  const actual = moneyText({ minor: proofs.at(-1)?.actualMinor ?? 0, currency });
  const credit: Entry = {
    kind: 'mdf',
    key: `mdf/${requestId}/paid`,
    lines: [{ account: 'payable', minor: settledMinor, rule: 'mdf' }],
    against: [{ account: 'expense', minor: 0 - settledMinor }],
    note: `${title} (${quarter}): receipts of ${actual}, your part ${matchBp / 100} %`.slice(0, 500),
  };
  const data = { minor: settledMinor, approvedMinor: request.approvedMinor ?? 0, receipts: actual, matchBp };
  return {
    ...paid,
    fund: settling(request, settledMinor),
    credit,
    letters: [letterTo(request, 'mdf-paid', data, now)],
  };
};

const stepOf = ({ requestId }: MdfRequest, name: string): string => `mdf-request/${requestId}/${name}`;

/** What the person who decides should know, as the page of open decisions shows it. */
const aboutOf = (request: MdfRequest): Record<string, unknown> => {
  const { currency, first, proofs } = request;
  const money = (minor: number): string => moneyText({ minor, currency });
  const shown = proofs.at(-1);
  return {
    activity: request.activity,
    title: request.title,
    expectedOutcome: request.expected,
    on: request.activityOn,
    quarter: request.quarter,
    budget: money(request.budgetMinor),
    asked: money(request.askedMinor),
    tier: request.tier,
    partnersMatchBp: request.matchBp,
    ...(first ? { firstApproval: money(first.approvedMinor), firstReason: first.reason, notBy: first.by } : {}),
    ...(request.approvedMinor === undefined ? {} : { approved: money(request.approvedMinor) }),
    ...(shown && request.state === 'in-review'
      ? {
          heldOn: request.heldOn,
          receipts: money(shown.actualMinor),
          leads: shown.leadCount,
          metrics: shown.metrics.map(({ name, value }) => `${name}: ${value}`),
          proof: [...shown.links, ...shown.files.map((file) => `file ${file}`)],
          note: shown.note,
          ...(request.moreAsked ? { askedFor: request.moreAsked.reason } : {}),
        }
      : {}),
    page: `/ops/mdf/${request.partnerId}/${request.requestId}`,
  };
};

/** Since when a person is being asked; of a proof to which nothing was added, since nothing more could come. */
const askedSince = (request: MdfRequest, policy: Policy): string => {
  const { state, requestedAt, first, proofs, moreAsked } = request;
  if (state === 'half-approved') return first?.at ?? requestedAt;
  if (state !== 'in-review') return requestedAt;
  return moreAsked && proofs.length < 2 ? moreBy(moreAsked.at, policy) : (proofs.at(-1)?.at ?? requestedAt);
};

const cancelled = ({ requestId }: MdfRequest): string => `mdf-cancelled:${requestId}`;

/** What comes next, as the workflow reads it: whom to ask, or what to wait for and how long. */
export const standingOf = (request: MdfRequest, policy: Policy, now: string): Standing => {
  const { requestId, partnerId, run, personId, state: stands } = request;
  const known = { requestId, partnerId, run, personId, stands };
  const kind = askedOf(request);
  if (kind) {
    const steps = { ask: stepOf(request, `ask-${kind}`), remind: stepOf(request, `remind-${kind}`) };
    return {
      ...known,
      next: 'ask',
      ask: {
        kind,
        steps: { ...steps, escalate: stepOf(request, `escalate-${kind}`) },
        awaits: [`decision:${kind}:${requestId}`, ...(stands === 'in-review' ? [] : [cancelled(request)])],
        about: aboutOf(request),
        ...askingTimes(askedSince(request, policy), policy, now),
      },
    };
  }
  const wait = waitOf(request, policy, now);
  if (wait) {
    const { what, past, seconds, by } = wait;
    const facts = {
      activity: [`mdf-held:${requestId}`, `mdf-proof-sent:${requestId}:1`, cancelled(request)],
      proof: [`mdf-proof-sent:${requestId}:1`, cancelled(request)],
      more: [`mdf-proof-sent:${requestId}:2`],
    };
    const reminder = { letter: 'mdf-reminder', to: 'contact' as const, data: { what, by, title: request.title } };
    const letters = past === 0 ? [] : [reminder];
    return {
      ...known,
      next: what,
      wait: { step: stepOf(request, `${what}-${past}`), awaits: facts[what], seconds, letters },
    };
  }
  return { ...known, next: stands === 'accepted' ? 'pay' : 'over' };
};
