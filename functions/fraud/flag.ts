import type { FraudRules } from '../policy/contract.ts';
import { daysLater } from '../shared/days.ts';
import { conflict, Problem } from '../shared/problem.ts';
import type { Accrual, Finding, Flag, FlagState, NotRun } from './contract.ts';
import { wordsOf } from './rules/catalogue.ts';

/**
 * Every move of a flag: from which state, to which, and what `commissions` is told of what it holds. The condition of
 * each write is made from this table.
 */
export const moves = {
  release: { from: 'open', to: 'released', tells: 'released' },
  reject: { from: 'open', to: 'rejected', tells: 'rejected' },
  lapse: { from: 'open', to: 'lapsed', tells: 'released' },
  remind: { from: 'open', to: 'open' },
  'hand-over': { from: 'open', to: 'open' },
  extend: { from: 'open', to: 'open' },
  appeal: { from: 'rejected', to: 'rejected' },
  uphold: { from: 'rejected', to: 'rejected' },
  reinstate: { from: 'rejected', to: 'released', tells: 'reinstated' },
} as const satisfies Record<string, { from: FlagState; to: FlagState; tells?: Told }>;
export type Move = keyof typeof moves;
export type Told = 'held' | 'released' | 'rejected' | 'reinstated';

export const toldBy = (move: Move): Told | undefined => {
  const found = moves[move];
  return 'tells' in found ? found.tells : undefined;
};

export interface Actor {
  /** A person's id, or `rule`. */
  readonly by: string;
  readonly byName?: string | undefined;
}
export const RULE: Actor = { by: 'rule' };

/** A flag after a move. Throws 409 where the table does not allow it. */
export const moved = (
  flag: Flag,
  move: Move,
  actor: Actor,
  now: string,
  change: Partial<Flag> & { readonly note?: string } = {},
): Flag => {
  const { from, to } = moves[move];
  if (flag.state !== from) throw whyLate(flag);
  const { note, ...rest } = change;
  const did = {
    at: now,
    by: actor.by,
    ...(actor.byName ? { byName: actor.byName } : {}),
    did: move,
    ...(note ? { note } : {}),
  };
  const history = [...flag.history, did].slice(-200);
  return { ...flag, ...rest, state: to, history, changes: flag.changes + 1 };
};

const words: Readonly<Record<FlagState, string>> = {
  open: 'is open',
  released: 'Already released',
  rejected: 'Already rejected',
  lapsed: 'Released when its time was over',
  shadow: 'was only recorded: its rule is in shadow mode',
};

/** Why a decision comes too late, with who was first and when. */
export const whyLate = (flag: Flag): Problem => {
  const { state, decidedBy, decidedByName, decidedAt } = flag;
  if (!decidedAt) return conflict(`This flag ${words[state]}.`);
  const who = decidedBy === 'rule' ? 'by rule' : `by ${decidedByName ?? 'somebody else'}`;
  return new Problem(409, 'already-decided', `${words[state]} ${who} at ${decidedAt}.`, {
    decision: { state, by: decidedByName ?? 'rule', at: decidedAt },
  });
};

export interface Raised {
  readonly flagId: string;
  readonly partnerId: string;
  readonly run: number;
  readonly scope: Flag['scope'];
  readonly subject: string;
  readonly mode: 'on' | 'shadow';
  /** The gravest first. */
  readonly findings: readonly Finding[];
  readonly notRun: readonly NotRun[];
  readonly accruals: readonly Accrual[];
  readonly raisedBy: Actor;
}

/** A new flag: open, rejected at once, or only recorded. */
export const newFlag = (raised: Raised, { rules, version, timeZone, appealDays }: Terms, now: string): Flag => {
  const { mode, findings, notRun, accruals, raisedBy, ...names } = raised;
  const rule = findings[0]?.rule;
  if (!rule) throw new Error('A flag needs a finding.');
  const { action, tells } = wordsOf(rule);
  const { timeOut } = rules;
  const [secondOwnerAt, endsAt] = [timeOut.secondOwnerAfterDays, timeOut.endsAfterDays].map((days) =>
    daysLater(now, days, timeZone),
  ) as [string, string];
  const state = mode === 'shadow' ? 'shadow' : action === 'reject' ? 'rejected' : 'open';
  const rejected = {
    decidedBy: 'rule',
    decidedAt: now,
    reason: tells,
    appealUntil: daysLater(now, appealDays, timeZone),
  };
  return {
    type: 'FLAG',
    ...names,
    rule,
    action,
    state,
    findings: [...findings],
    notRun: [...notRun],
    accruals: accruals.slice(0, 20),
    policyVersion: version,
    raisedBy: raisedBy.by,
    raisedAt: now,
    owner: 'manager',
    reminded: false,
    nextAt: daysLater(now, timeOut.remindAfterDays, timeZone),
    secondOwnerAt,
    endsAt,
    ...(state === 'rejected' ? rejected : {}),
    history: [{ at: now, ...raisedBy, did: mode === 'shadow' ? 'shadow' : 'raise' }],
    changes: 0,
  };
};

export interface Terms {
  readonly rules: FraudRules;
  readonly version: number;
  readonly timeZone: string;
  readonly appealDays: number;
}

/** A person's decision. */
export const decided = (
  flag: Flag,
  outcome: 'released' | 'rejected',
  actor: Actor,
  reason: string,
  terms: Pick<Terms, 'timeZone' | 'appealDays'>,
  now: string,
): Flag =>
  moved(flag, outcome === 'released' ? 'release' : 'reject', actor, now, {
    ...decision(actor, reason, now),
    ...(outcome === 'rejected' ? { appealUntil: daysLater(now, terms.appealDays, terms.timeZone) } : {}),
    note: reason,
  });

const decision = ({ by, byName }: Actor, reason: string, now: string): Partial<Flag> => ({
  decidedBy: by,
  ...(byName ? { decidedByName: byName } : {}),
  decidedAt: now,
  reason,
});

/** The owner's choice of the time-out [F4]: when the second owner gets it; it ends as long after that as by policy. */
export const extended = (
  flag: Flag,
  until: string,
  actor: Actor,
  reason: string,
  { rules, timeZone }: Terms,
  now: string,
): Flag => {
  const latest = longestUntil(flag, rules, timeZone);
  if (until <= now) throw new Problem(422, 'invalid-input', 'secondOwnerAt: choose a time to come.');
  if (until > latest) {
    throw new Problem(422, 'invalid-input', `secondOwnerAt: a flag can be kept until ${latest} at most.`);
  }
  const { secondOwnerAfterDays, endsAfterDays } = rules.timeOut;
  const endsAt = daysLater(until, Math.max(1, endsAfterDays - secondOwnerAfterDays), timeZone);
  return moved(flag, 'extend', actor, now, {
    secondOwnerAt: until,
    endsAt,
    nextAt: flag.owner === 'ops' ? endsAt : until,
    note: reason,
  });
};

export const longestUntil = ({ raisedAt }: Pick<Flag, 'raisedAt'>, rules: FraudRules, timeZone: string): string =>
  daysLater(raisedAt, rules.longestDays, timeZone);

/**
 * What is due on an open flag [F4]: a reminder, another owner, or its end: released with a warning, rejected where the
 * evidence is of F1's kind. One step at a time; undefined when nothing is due.
 */
export const chased = (flag: Flag, terms: Terms, now: string): { move: Move; flag: Flag } | undefined => {
  if (flag.state !== 'open' || flag.nextAt > now) return undefined;
  if (flag.endsAt <= now) return ended(flag, terms, now);
  if (flag.secondOwnerAt <= now && flag.owner === 'manager') {
    return { move: 'hand-over', flag: moved(flag, 'hand-over', RULE, now, { owner: 'ops', nextAt: flag.endsAt }) };
  }
  if (flag.reminded || flag.owner === 'ops') return undefined;
  return {
    move: 'remind',
    flag: moved(flag, 'remind', RULE, now, { reminded: true, nextAt: flag.secondOwnerAt }),
  };
};

const ended = (flag: Flag, { timeZone, appealDays }: Terms, now: string): { move: Move; flag: Flag } => {
  const grave = flag.findings.some(({ rule }) => wordsOf(rule).section === 'F1');
  if (!grave) {
    const reason =
      'Nobody decided in time. What looked wrong stays on record, and the next such sale is looked at anew.';
    return { move: 'lapse', flag: moved(flag, 'lapse', RULE, now, decision(RULE, reason, now)) };
  }
  const reason = `${wordsOf(flag.rule).tells} Nobody cleared it in time.`;
  const appealUntil = daysLater(now, appealDays, timeZone);
  return { move: 'reject', flag: moved(flag, 'reject', RULE, now, { ...decision(RULE, reason, now), appealUntil }) };
};

/** The partner's appeal, once, in time [L14]. */
export const appealed = (flag: Flag, by: string, reason: string, now: string): Flag => {
  if (flag.state !== 'rejected') throw conflict('Only what was rejected can be appealed.');
  if (flag.appeal) throw conflict('You have appealed already. We answer by letter.');
  if (!flag.appealUntil || flag.appealUntil < now) {
    throw new Problem(410, 'too-late', `An appeal was possible until ${flag.appealUntil}.`);
  }
  return moved(flag, 'appeal', { by }, now, { appeal: { state: 'open', by, at: now, reason }, note: reason });
};

/** What was decided on the appeal. */
export const answered = (
  flag: Flag,
  outcome: 'reinstated' | 'upheld',
  actor: Actor,
  answer: string,
  now: string,
): Flag => {
  if (flag.appeal?.state !== 'open') throw conflict('There is no open appeal.');
  const appeal = { ...flag.appeal, state: outcome, answeredBy: actor.by, answeredAt: now, answer };
  return moved(flag, outcome === 'reinstated' ? 'reinstate' : 'uphold', actor, now, { appeal, note: answer });
};
