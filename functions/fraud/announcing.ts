import type { LetterOrder } from '../email/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { taskRequested } from '../tasks/contract.ts';
import { type Accrual, type AccrualTold, appealKey, type Flag } from './contract.ts';
import { type Move, type Told, toldBy } from './flag.ts';
import { saysOf, wordsOf } from './rules/catalogue.ts';

/** What the partner, and `commissions`, read as the reason of a flag. */
export const reasonOf = ({ reason, rule }: Flag): string => reason ?? wordsOf(rule).tells;

const ACCRUALS: Readonly<Record<Told, string>> = {
  held: 'accrual-held.v1',
  released: 'accrual-released.v1',
  rejected: 'accrual-rejected.v1',
  reinstated: 'accrual-reinstated.v1',
};

/** Tells `commissions` what becomes of one accrual; once for each flag and outcome. */
export const accrualEvent = (flag: Flag, { customer, sale }: Accrual, told: Told, at: string): ProgramEvent => {
  const { partnerId, run, flagId, rule } = flag;
  const data: AccrualTold = { customer, sale, partnerId, flagId, rule, reason: reasonOf(flag).slice(0, 300) };
  return {
    id: `flag/${flagId}/${told}/${customer}/${sale}`,
    name: ACCRUALS[told],
    occurredAt: at,
    recordedAt: at,
    partnerId,
    run,
    data,
  };
};

/** For the timeline, and for `follow-flag`, which carries out what one transaction cannot hold. */
export const flagEvent = (flag: Flag, did: 'raised' | 'closed', at: string): ProgramEvent => {
  const { flagId, partnerId, run, rule } = flag;
  const reinstated = flag.appeal?.state === 'reinstated';
  const state = reinstated ? 'reinstated' : flag.state;
  return {
    id: `flag/${flagId}/${did}${reinstated ? '/reinstated' : ''}`,
    name: did === 'raised' ? 'flag-raised.v1' : 'flag-closed.v1',
    occurredAt: at,
    recordedAt: at,
    partnerId,
    run,
    data: { flagId, rule, state, reason: reasonOf(flag) },
  };
};

interface Contact {
  readonly personId: string;
}

const toPartner = (flag: Flag, to: Contact, letter: string, key: string, data: object, at: string): LetterOrder => ({
  key: `${flag.partnerId}/${flag.run}/fraud/${key}`,
  letter,
  to: { personId: to.personId },
  partnerId: flag.partnerId,
  run: flag.run,
  orderedAt: at,
  data: { ...data },
});

/** To the flag's owner: what was found, and what happens if nobody decides. */
const toOwner = (flag: Flag, stage: 'new' | 'reminder' | 'second-owner', at: string): LetterOrder => {
  const { partnerId, run, flagId, rule, owner, findings, action, endsAt, secondOwnerAt } = flag;
  const [first] = findings;
  // A busy partner's flags of one rule and day are one letter; the page has them all.
  const key = stage === 'new' ? `${rule}/${at.slice(0, 10)}` : `${flagId}/${secondOwnerAt.slice(0, 10)}`;
  return {
    key: `${partnerId}/${run}/fraud/${stage}/${key}`,
    letter: 'flag-waiting',
    to: { team: owner, partnerId },
    partnerId,
    run,
    orderedAt: at,
    data: {
      ...{ flagId, partnerId, stage, title: wordsOf(rule).title, says: first ? saysOf(first) : '' },
      ...{ holds: action === 'hold', endsAt, endsIn: endOf(flag) },
    },
  };
};

/** How the time-out ends it [F4]. */
export const endOf = ({ findings }: Flag): 'released' | 'rejected' =>
  findings.some(({ rule }) => wordsOf(rule).section === 'F1') ? 'rejected' : 'released';

/** Letters about a new flag: the partner's where something is held or rejected, and the owner's where somebody decides. */
export const raisedLetters = (flag: Flag, contact: Contact, at: string): readonly LetterOrder[] => {
  const { rule, state, action, scope, accruals, appealUntil, endsAt } = flag;
  const day = `${rule}/${at.slice(0, 10)}`;
  const about = { title: wordsOf(rule).title, reason: wordsOf(rule).tells, scope, sale: accruals[0]?.sale ?? '' };
  if (state === 'rejected') {
    return [toPartner(flag, contact, 'commission-rejected', `rejected/${day}`, { ...about, appealUntil }, at)];
  }
  if (state !== 'open') return [];
  if (action === 'look') return [toOwner(flag, 'new', at)];
  return [
    toPartner(flag, contact, 'commission-held', `held/${day}`, { ...about, endsAt, endsIn: endOf(flag) }, at),
    toOwner(flag, 'new', at),
  ];
};

/** Letters that follow a move. */
const movedLetters = (flag: Flag, move: Move, contact: Contact, at: string): readonly LetterOrder[] => {
  const { rule, scope, accruals, appealUntil, flagId, appeal, action } = flag;
  const about = { title: wordsOf(rule).title, reason: reasonOf(flag), scope, sale: accruals[0]?.sale ?? '' };
  switch (move) {
    case 'release':
    case 'lapse':
      if (action === 'look') return [];
      return [
        toPartner(
          flag,
          contact,
          'commission-released',
          `${flagId}/released`,
          { ...about, lapsed: move === 'lapse' },
          at,
        ),
      ];
    case 'reject':
      if (action === 'look') return [];
      return [toPartner(flag, contact, 'commission-rejected', `${flagId}/rejected`, { ...about, appealUntil }, at)];
    case 'uphold':
    case 'reinstate': {
      const data = {
        title: about.title,
        scope,
        sale: about.sale,
        outcome: appeal?.state,
        answer: appeal?.answer ?? '',
      };
      return [toPartner(flag, contact, 'appeal-decided', `${flagId}/appeal`, data, at)];
    }
    case 'remind':
      return [toOwner(flag, 'reminder', at)];
    case 'hand-over':
      return [toOwner(flag, 'second-owner', at)];
    case 'extend':
    case 'appeal':
      return [];
  }
};

/** Letters and the event of a move that closes a flag, or reopens what it rejected. */
export const followingMove = (flag: Flag, move: Move, contact: Contact, at: string) => ({
  events: toldBy(move) ? [flagEvent(flag, 'closed', at)] : [],
  letters: movedLetters(flag, move, contact, at),
});

/** Asks somebody other than who rejected it [L14]. */
export const appealTask = (flag: Flag, at: string): ProgramEvent => {
  const { partnerId, run, flagId, rule, appeal, decidedBy, reason } = flag;
  const detail = {
    title: wordsOf(rule).title,
    found: flag.findings.map(saysOf).join(' '),
    rejected: reason,
    appeal: appeal?.reason,
    sales: flag.accruals.map(({ sale }) => sale),
    page: `/ops/fraud/${partnerId}/${flagId}`,
    ...(decidedBy && decidedBy !== 'rule' ? { notBy: decidedBy } : {}),
  };
  return taskRequested({ partnerId, run, kind: 'appeal', key: appealKey(flagId), detail, at });
};
