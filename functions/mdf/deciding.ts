import { isAbove, type Policy } from '../policy/contract.ts';
import { minorOf } from '../shared/money.ts';
import { type Because, type Change, letterTo, move } from './changing.ts';
import type { MdfRequest } from './contract.ts';
import { mostFor, reducing, releasing } from './fund.ts';
import { dueOf, moreBy } from './timing.ts';

export type Kind = 'mdf' | 'mdf-second' | 'mdf-proof' | 'mdf-proof-again';

/** What a person is asked of a request now; undefined where nobody is. More proof is asked for once. */
export const askedOf = ({ state, moreAsked }: MdfRequest): Kind | undefined => {
  if (state === 'requested') return 'mdf';
  if (state === 'half-approved') return 'mdf-second';
  if (state === 'in-review') return moreAsked ? 'mdf-proof-again' : 'mdf-proof';
  return undefined;
};

/** A decision as the task told it. */
export interface Answer extends Because {
  readonly outcome: string;
  readonly at: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An amount as it was typed, at most `most`; all of it where none was. */
const typed = ({ detail }: Answer, currency: string, most: number): number => {
  const { amount } = detail;
  if (typeof amount !== 'string') return most;
  return Math.min(most, minorOf(amount, currency) ?? minorOf(amount.split('.')[0] ?? '', currency) ?? most);
};

const approve = (
  request: MdfRequest,
  approvedMinor: number,
  { by, at, reason }: Answer,
  policy: Policy,
  now: string,
): Change => {
  const moved = move(request, 'approved', { approvedMinor, decided: { by, at, reason } }, { by, reason }, now);
  const { askedMinor, activityOn } = request;
  const data = { outcome: 'approved', minor: approvedMinor, askedMinor, reason, activityOn };
  const due = dueOf(moved.request, policy);
  return {
    ...moved,
    fund: reducing(request, approvedMinor),
    letters: [letterTo(request, 'mdf-decided', { ...data, ...(due ? { heldBy: due.by } : {}) }, now)],
  };
};

const decline = (request: MdfRequest, { by, at, reason }: Answer, now: string): Change => {
  const moved = move(request, 'declined', { decided: { by, at, reason } }, { by, reason }, now);
  const { askedMinor, activityOn } = request;
  const data = { outcome: 'declined', minor: 0, askedMinor, reason, activityOn };
  return { ...moved, fund: releasing(request), letters: [letterTo(request, 'mdf-decided', data, now)] };
};

/** The decision on a request [M1]: in full, in part, or not; above a limit a second person agrees first [A14]. */
const onRequest = (request: MdfRequest, answer: Answer, policy: Policy, now: string): Change => {
  if (answer.outcome !== 'approved' && answer.outcome !== 'approved-in-part') return decline(request, answer, now);
  const approvedMinor = typed(answer, request.currency, request.askedMinor);
  const amount = { minor: approvedMinor, currency: request.currency };
  if (!isAbove(policy.mdf.secondPersonAboveMinor, amount, policy))
    return approve(request, approvedMinor, answer, policy, now);
  const { by, at, reason } = answer;
  const first = { by, at, reason, approvedMinor };
  return { ...move(request, 'half-approved', { first }, { by, reason }, now), letters: [] };
};

const onSecond = (request: MdfRequest, answer: Answer, policy: Policy, now: string): Change =>
  answer.outcome === 'approved' && request.first
    ? approve(request, request.first.approvedMinor, answer, policy, now)
    : decline(request, answer, now);

/** The end of a request that comes to nothing, with its letter: all that was promised is free again. */
export const end = (
  request: MdfRequest,
  how: 'expired' | 'forfeited' | 'refused' | 'cancelled' | 'released',
  because: Because,
  now: string,
  set: Partial<MdfRequest> = {},
): Change => {
  const { approvedMinor, askedMinor } = request;
  const data = { how, minor: approvedMinor ?? askedMinor, reason: because.reason };
  // Who has left got the letter that says so.
  const letters = how === 'released' ? [] : [letterTo(request, 'mdf-ended', data, now)];
  return { ...move(request, how, set, because, now), fund: releasing(request), letters };
};

/** The check of a proof [M1]: what of the receipts counts is paid by the match, and never more than was approved [M2]. */
const onProof = (request: MdfRequest, answer: Answer, policy: Policy, now: string): Change => {
  const { by, at, reason } = answer;
  const word = { by, at, reason };
  if (answer.outcome === 'needs-more' && !request.moreAsked) {
    const { note } = answer.detail;
    const moreAsked = { ...word, reason: typeof note === 'string' ? note : reason };
    const data = { note: moreAsked.reason, by: moreBy(at, policy) };
    return {
      ...move(request, 'more-asked', { moreAsked }, { by, reason }, now),
      letters: [letterTo(request, 'mdf-more-asked', data, now)],
    };
  }
  const shown = request.proofs.at(-1)?.actualMinor ?? 0;
  const counts = answer.outcome.startsWith('accepted') ? typed(answer, request.currency, shown) : 0;
  const settledMinor = Math.min(request.approvedMinor ?? 0, mostFor(counts, request.matchBp));
  if (settledMinor === 0) return end(request, 'refused', { by, reason }, now, { checked: word });
  return { ...move(request, 'accepted', { checked: word, settledMinor }, { by, reason }, now), letters: [] };
};

/** What a decision makes of a request. */
export const decide = (request: MdfRequest, kind: Kind, answer: Answer, policy: Policy, now: string): Change => {
  if (kind === 'mdf') return onRequest(request, answer, policy, now);
  if (kind === 'mdf-second') return onSecond(request, answer, policy, now);
  return onProof(request, answer, policy, now);
};
