import type { LetterOrder } from '../email/contract.ts';
import { moneyText } from '../shared/currency.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { taskRequested } from '../tasks/contract.ts';
import { checkTitles } from './checks.ts';
import type { Deal } from './contract.ts';
import { type Move, RULE } from './moves.ts';

/** What a task, and a fact, is named by. */
export const keyOf = (dealId: string): string => dealId.toLowerCase();
export const dealOf = (key: string | undefined): string => (key ?? '').toUpperCase();

const lastOf = ({ history }: Deal) => history.at(-1);

/** A person by name; what a webhook or a workflow did has none. */
const byOf = (last: Deal['history'][number] | undefined): { readonly by?: string } => {
  const by = last?.byName ?? (last?.by === RULE.by ? 'the rule' : undefined);
  return by ? { by } : {};
};

/** For the deal's execution, which waits, and for the timeline. */
export const movedEvent = (deal: Deal): ProgramEvent => {
  const { dealId, partnerId, run, customer, state, turn } = deal;
  const last = lastOf(deal);
  const at = last?.at ?? deal.registeredAt;
  return {
    id: `deal/${dealId}/${turn}`,
    name: 'deal-moved.v1',
    ...{ occurredAt: at, recordedAt: at, partnerId, run },
    data: {
      ...{ dealId, customer: customer.name, did: last?.did ?? '', to: state, turn },
      ...byOf(last),
      because: last?.note ?? '',
    },
  };
};

/** What was recorded for partners beside the sale, for the timelines of those [A7]. */
export const creditedNews = (before: Deal | undefined, after: Deal): readonly CreditNews[] => {
  const { dealId, customer, partnerId: owner } = after;
  const had = new Set(before?.credits.map(({ rule, partnerId }) => `${rule}/${partnerId}`));
  const come = after.credits.filter(({ rule, partnerId }) => !had.has(`${rule}/${partnerId}`));
  return come.map(({ rule, partnerId, run, at, dealId: gave = dealId }) => ({
    id: `deal/${gave}/credit/${rule}/${partnerId}`,
    name: 'deal-credited.v1',
    ...{ occurredAt: at, recordedAt: at, partnerId, run },
    data: { dealId: gave, customer: customer.name, rule, own: gave !== dealId || partnerId === owner },
  }));
};
type CreditNews = ProgramEvent & { readonly partnerId: string };

type Data = Readonly<Record<string, unknown>>;

const toPartner = (deal: Deal, letter: string, data: Data, at: string): LetterOrder => ({
  key: `${deal.partnerId}/${deal.run}/deal/${deal.dealId}/${letter}/${deal.changes}`,
  letter,
  to: { personId: deal.personId },
  partnerId: deal.partnerId,
  run: deal.run,
  orderedAt: at,
  data: { dealId: deal.dealId, customer: deal.customer.name, ...data },
});

type Stage = 'new' | 'reminder' | 'escalated' | 'direct';

/** To who decides: what was found, and what happens if nobody does [D3]. */
const toTeam = (deal: Deal, stage: Stage, at: string): LetterOrder => {
  const { dealId, partnerId, run, customer, arr, checks, review } = deal;
  const found = checks.filter(({ says }) => says !== 'passes');
  const clean = found.length === 0;
  return {
    key: `${partnerId}/${run}/deal/${dealId}/to-decide/${deal.changes}`,
    letter: 'deal-to-decide',
    to: { team: stage === 'escalated' ? 'ops' : 'manager', partnerId },
    ...{ partnerId, run, orderedAt: at },
    data: {
      ...{ dealId, partnerId, stage, customer: customer.name, worth: moneyText(arr), clean },
      found: found.map(({ check, because }) => `${checkTitles[check]}: ${because}`),
      ...(review ? { dueAt: review.dueAt } : {}),
    },
  };
};

export const percentOf = (parts: readonly { readonly shareBp: number }[]): string =>
  String(parts.reduce((sum, { shareBp }) => sum + shareBp, 0) / 100);

/** Letters that follow a move; of a registration, where it began. */
export const lettersAfter = (deal: Deal, move: Move | 'register'): readonly LetterOrder[] => {
  const last = lastOf(deal);
  const at = last?.at ?? deal.registeredAt;
  const says = deal.decision?.says ?? '';
  switch (move) {
    case 'register':
    case 'unblock':
    case 'try-again':
      if (deal.state === 'rejected') return rejectedLetter(deal, at);
      return [
        toPartner(
          deal,
          'deal-registered',
          {
            ...{ state: deal.state, says: last?.note ?? '' },
            ...(deal.review ? { dueAt: deal.review.dueAt } : { dueAt: deal.nextAt }),
          },
          at,
        ),
        ...(deal.state === 'in-review' ? [toTeam(deal, 'new', at)] : []),
      ];
    case 'remind':
      return [toTeam(deal, 'reminder', at)];
    case 'escalate':
      return [toTeam(deal, 'escalated', at)];
    case 'meet-direct':
      return [toTeam(deal, 'direct', at)];
    case 'approve':
    case 'take-over':
      return [toPartner(deal, 'deal-approved', { says, until: deal.exclusive?.until }, at)];
    case 'reject':
      return rejectedLetter(deal, at);
    case 'yield':
      return [toPartner(deal, 'deal-conflict', { says }, at)];
    case 'remind-silent':
    case 'warn-silent':
      return [
        toPartner(
          deal,
          'deal-silent',
          { warning: move === 'warn-silent', lastUpdateAt: deal.lastUpdateAt, expiresAt: deal.nextAt },
          at,
        ),
      ];
    case 'tell-end':
      return [
        toPartner(deal, 'deal-ending', { until: deal.exclusive?.until, canExtend: !deal.exclusive?.extended }, at),
      ];
    case 'extend':
      return [toPartner(deal, 'deal-extended', { until: deal.exclusive?.until }, at)];
    case 'expire':
      return [toPartner(deal, 'deal-expired', { says: deal.ended?.reason ?? '' }, at)];
    case 'lose':
      return [toPartner(deal, 'deal-lost', { says: deal.ended?.reason ?? '', owed: deal.owner !== undefined }, at)];
    case 'win':
      return [
        toPartner(
          deal,
          'deal-won',
          {
            wonAt: deal.won?.at,
            invoicing: deal.invoicing,
            percent: percentOf(deal.won?.parts ?? []),
            parts: deal.won?.parts ?? [],
            owner: true,
          },
          at,
        ),
      ];
    case 'settle':
      return [
        toPartner(
          deal,
          'deal-won',
          { wonAt: deal.won?.at, invoicing: 'agency', percent: '0', parts: [], owner: false },
          at,
        ),
      ];
    case 'uphold':
    case 'reinstate':
      return [
        toPartner(
          deal,
          'deal-appeal-decided',
          { outcome: deal.appeal?.state, says, answer: deal.appeal?.answer ?? '' },
          at,
        ),
      ];
    case 'credit':
    case 'name-customer':
    case 'hear-win':
    case 'keep':
    case 'update':
    case 'owe':
    case 'withdraw':
    case 'leave-line':
    case 'appeal':
    case 'close-appeal':
      return [];
  }
};

const rejectedLetter = (deal: Deal, at: string): readonly LetterOrder[] => [
  toPartner(
    deal,
    'deal-rejected',
    { says: deal.decision?.says ?? '', appealUntil: deal.appealUntil, inLine: deal.inLine !== undefined },
    at,
  ),
];

/** The customer is free again: the next in line is told [D4, D5]. */
export const nextInLine = (
  next: { readonly dealId: string; readonly partnerId: string; readonly run: number; readonly personId: string },
  customer: string,
  freedBy: string,
  at: string,
): LetterOrder => ({
  key: `${next.partnerId}/${next.run}/deal/${next.dealId}/next-in-line/${freedBy}`,
  letter: 'deal-next-in-line',
  to: { personId: next.personId },
  partnerId: next.partnerId,
  run: next.run,
  orderedAt: at,
  data: { dealId: next.dealId, customer },
});

/** Asks somebody other than who rejected it [L14]. */
export const appealTask = (deal: Deal, at: string): ProgramEvent => {
  const { partnerId, run, dealId, customer, decision, appeal } = deal;
  const by = decision?.by;
  const detail = {
    ...{ customer: customer.name, rejected: decision?.says, appeal: appeal?.reason },
    page: `/ops/deals/${dealId}`,
    ...(by && by !== 'rule' ? { notBy: by } : {}),
  };
  return taskRequested({ partnerId, run, kind: 'deal-appeal', key: keyOf(dealId), detail, at });
};
