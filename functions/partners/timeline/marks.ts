import * as z from 'zod';
import { moneyText } from '../../shared/currency.ts';
import { type About, ends, type TimelineKind } from '../contract.ts';

/**
 * Beside its sentence (`telling.ts`) an event has a mark: what kind of entry it is, what it is about, and what the partner
 * reads of it on its own page. `own`: `same` is the team's sentence; `team` keeps it from the partner; else its own words.
 */
export interface Mark {
  readonly kind: TimelineKind;
  readonly own: 'same' | 'team' | ((data: unknown) => string | undefined);
  readonly about?: (data: unknown) => About | undefined;
  /** Something else of the timeline tells it: it would stand there twice. */
  readonly hidden?: true;
}

const text = z.string().min(1);
/** An event may be older than its shape of today: what cannot be read has no link. */
const aboutOf =
  (what: About['what'], field: string) =>
  (data: unknown): About | undefined => {
    const id = text.safeParse(typeof data === 'object' && data !== null ? Reflect.get(data, field) : undefined);
    return id.success ? { what, id: id.data } : undefined;
  };

const team = (kind: TimelineKind, about?: Mark['about']): Mark => ({ kind, own: 'team', ...(about ? { about } : {}) });
const same = (kind: TimelineKind, about?: Mark['about']): Mark => ({ kind, own: 'same', ...(about ? { about } : {}) });

const moved = z.looseObject({ from: z.string().optional(), to: z.string(), reason: z.string().optional() });
const admitted = z.looseObject({ tier: z.string() });
const decided = z.looseObject({ kind: z.string(), decision: z.looseObject({ outcome: z.string() }) });
const sent = z.looseObject({ letter: z.string(), reader: z.string().optional() });
const told = z.looseObject({ sale: z.string(), reason: z.string() });
const fact = z.looseObject({ fact: z.string() });
const deal = z.looseObject({ customer: z.string(), to: z.string() });
const payer = z.looseObject({ customer: z.string() });
const funds = z.looseObject({ title: z.string(), to: z.string(), minor: z.int(), currency: z.string() });
const review = z.looseObject({ quarter: z.string() });

const words = (name: string): string => name.replaceAll('-', ' ');

/** Decisions that a partner asked for, and learns of by letter. Coupons have events of their own. */
const ASKED_FOR: ReadonlySet<string> = new Set(['lab', 'appeal', 'deal-appeal']);

const ownDecision = (data: unknown): string | undefined => {
  const { kind, decision } = decided.parse(data);
  return ASKED_FOR.has(kind) ? `Decision on your ${words(kind)}: ${words(decision.outcome)}.` : undefined;
};

/** Scores are the team's; why a partnership ended is told to its partner [L6]. */
const ownStage = (data: unknown): string => {
  const { from, to, reason } = moved.parse(data);
  const isEnd = ends.some((end) => end === to);
  return `${from ? `${from} to ${to}` : `Began in ${to}`}${isEnd && reason ? `: ${reason}` : '.'}`;
};

/** Letters to the team are the team's. */
const ownLetter = (data: unknown): string | undefined => {
  const { letter, reader } = sent.parse(data);
  return reader === undefined || reader === 'team' ? undefined : `Letter: ${words(letter)}.`;
};

/** Why the team decided as it did, a partner reads in the letter that was written for it. */
const ownDeal = (data: unknown): string => {
  const { customer, to } = deal.parse(data);
  return `Deal with ${customer}: ${words(to)}.`;
};
/** Which id it is, and how we know, is the team's. */
const ownPayer = (data: unknown): string =>
  `Payments of another account of ${payer.parse(data).customer} count for the deal.`;
const ownFunds = (data: unknown): string => {
  const { title, to, minor, currency } = funds.parse(data);
  return `Funds for “${title}”: ${words(to)}, ${moneyText({ minor, currency })}.`;
};
const ownReview =
  (what: string) =>
  (data: unknown): string =>
    `The business review of ${review.parse(data).quarter} ${what}.`;

const commission =
  (done: string) =>
  (data: unknown): string => {
    const { sale, reason } = told.parse(data);
    return `The commission on ${sale} was ${done}: ${reason}`;
  };
const accrual = (done: string): Mark => ({ kind: 'money', own: commission(done), about: aboutOf('receipt', 'sale') });

const credited = z.looseObject({ own: z.boolean() });
/** A credit may be for work on somebody else's deal: that one is not its own to see. */
const ownDealOf = (data: unknown): About | undefined =>
  credited.safeParse(data).data?.own ? aboutOf('deal', 'dealId')(data) : undefined;

const lead = z.looseObject({ to: z.string() });
/** Who stands behind a lead is seen on its own page, once it is accepted. */
const payoutHold = z.looseObject({ hold: z.boolean() });
const ownHold = (data: unknown): string =>
  payoutHold.parse(data).hold ? 'Your payouts are under review.' : 'Your payouts go on.';
const ownLead = (data: unknown): string => `A lead: ${words(lead.parse(data).to)}.`;

/** Marks of all events, by name. A test fails for an event that has no sentence or no mark. */
export const marks: Readonly<Record<string, Mark>> = {
  'application-verified.v1': same('program'),
  'application-refused.v1': team('program'),
  'stage-changed.v1': { kind: 'program', own: ownStage },
  'partner-admitted.v1': { kind: 'program', own: (data) => `Admitted at ${admitted.parse(data).tier}.` },
  'partner-stopped.v1': same('program'),
  'colleague-applied.v1': team('program'),
  'overlap-measured.v1': team('program'),
  'application-scored.v1': team('program'),
  'contact-unreachable.v1': same('letters'),
  'letters-unsubscribed.v1': same('letters'),
  'person-erased.v1': same('program'),
  'link-imported.v1': team('program'),
  'click-reported.v1': team('program'),
  'sign-in-requested.v1': team('program'),
  'policy-published.v1': team('program'),
  'policy-telling.v1': team('program'),
  'channel-sales-changed.v1': team('money'),
  'fact-recorded.v1': same('program'),
  'coupon-given.v1': same('program'),
  'coupon-refused.v1': same('program'),
  'coupon-closed.v1': same('program'),
  'asset-downloaded.v1': same('program'),
  'co-branded-made.v1': same('program'),
  'file-kept.v1': same('program'),
  'file-refused.v1': same('program'),
  'decision-made.v1': { kind: 'decisions', own: ownDecision, about: aboutOf('task', 'taskId') },
  'task-requested.v1': { ...team('tasks'), hidden: true },
  'task-opened.v1': team('tasks', aboutOf('task', 'taskId')),
  'letter-sent.v1': { kind: 'letters', own: ownLetter, about: aboutOf('letter', 'key') },
  'letter-skipped.v1': team('letters', aboutOf('letter', 'key')),
  'letter-failed.v1': team('letters', aboutOf('letter', 'key')),
  'flag-raised.v1': team('fraud', aboutOf('flag', 'flagId')),
  'flag-closed.v1': team('fraud', aboutOf('flag', 'flagId')),
  'accrual-held.v1': accrual('held'),
  'accrual-released.v1': accrual('released'),
  'accrual-rejected.v1': accrual('rejected'),
  'accrual-reinstated.v1': accrual('reinstated'),
  'payee-changed.v1': same('money'),
  'payout-held.v1': {
    kind: 'money',
    own: () => 'A payout waits: something is missing.',
    about: aboutOf('payout', 'batchId'),
  },
  'payout-hold-set.v1': { kind: 'money', own: ownHold },
  'tax-form-told.v1': same('money'),
  'payout-paid.v1': same('money', aboutOf('payout', 'batchId')),
  'payout-returned.v1': same('money', aboutOf('payout', 'batchId')),
  'payout-batch-news.v1': team('money'),
  // The book has the amount and the reason, once it is changed.
  'adjustment-approved.v1': { ...team('money'), hidden: true },
  'deal-moved.v1': { kind: 'deals', own: ownDeal, about: aboutOf('deal', 'dealId') },
  'deal-customer-named.v1': { kind: 'deals', own: ownPayer, about: aboutOf('deal', 'dealId') },
  'lead-received.v1': { ...team('deals'), hidden: true },
  'lead-moved.v1': { kind: 'deals', own: ownLead },
  'customer-alias-named.v1': team('deals'),
  'direct-opportunity-told.v1': team('deals'),
  'mdf-requested.v1': same('money'),
  'mdf-moved.v1': { kind: 'money', own: ownFunds },
  'tier-decided.v1': { ...team('program'), hidden: true },
  'tier-changed.v1': same('program'),
  'tier-noticed.v1': same('program'),
  'tier-kept.v1': same('program'),
  'tier-ask-answered.v1': same('program'),
  'program-tier-set.v1': team('program'),
  'commitment-recorded.v1': same('program'),
  'manager-set.v1': same('program'),
  'channel-terms-agreed.v1': same('program'),
  'satisfaction-told.v1': same('program'),
  'certificate-issued.v1': same('certificates'),
  'colleague-joined.v1': same('program'),
  'colleague-left.v1': same('program'),
  'review-planned.v1': { kind: 'program', own: ownReview('is planned') },
  'review-prepared.v1': { kind: 'program', own: ownReview('has its numbers') },
  'review-moved.v1': { kind: 'program', own: ownReview('was moved') },
  'review-called-off.v1': { kind: 'program', own: ownReview('was called off') },
  'review-missed.v1': { kind: 'program', own: ownReview('was not held') },
  'review-recorded.v1': { kind: 'program', own: ownReview('was held and recorded') },
  'deal-won-told.v1': team('deals', aboutOf('deal', 'dealId')),
  'deal-closed-won.v1': same('deals', aboutOf('deal', 'dealId')),
  'deal-credited.v1': same('deals', ownDealOf),
  'workflow-ended': team('runs'),
  'workflow-redriven': team('runs'),
};

/** Of facts: which are told by another event already (decisions, certificates), and which are the team's own record. */
const TOLD_ELSEWHERE = /^decision:|^(sales|technical)-certified$|^recertified:/;
const markOfFact = (data: unknown): Mark => {
  const { fact: name } = fact.parse(data);
  if (TOLD_ELSEWHERE.test(name)) return { ...team('program'), hidden: true };
  return name.startsWith('breach-recorded') ? team('program') : same('program');
};

export const markOf = (name: string, data: unknown): Mark =>
  name === 'fact-recorded.v1' ? markOfFact(data) : (marks[name] ?? team('program'));
