import { conflict, Problem } from '../shared/problem.ts';
import type { Deal, DealState } from './contract.ts';

/** Every move of a deal, from which states, and to which; without `to` it stays where it is. Writes are conditional on it. */
export const moves = {
  unblock: { from: ['blocked'], to: 'in-review' },
  remind: { from: ['in-review'] },
  escalate: { from: ['in-review'] },
  'meet-direct': { from: ['in-review', 'approved'] },
  'hear-win': { from: ['in-review'] },
  credit: { from: ['in-review', 'approved', 'conflict'] },
  approve: { from: ['in-review'], to: 'approved' },
  reject: { from: ['in-review'], to: 'rejected' },
  yield: { from: ['in-review', 'approved', 'rejected'], to: 'conflict' },
  keep: { from: ['approved'] },
  update: { from: ['approved'] },
  extend: { from: ['approved'] },
  'remind-silent': { from: ['approved'] },
  'warn-silent': { from: ['approved'] },
  'tell-end': { from: ['approved'] },
  owe: { from: ['approved'] },
  expire: { from: ['blocked', 'in-review', 'approved', 'conflict'], to: 'expired' },
  win: { from: ['approved'], to: 'won' },
  settle: { from: ['conflict'], to: 'won' },
  'name-customer': { from: ['won'] },
  lose: { from: ['approved', 'conflict'], to: 'lost' },
  withdraw: { from: ['blocked', 'in-review', 'approved', 'conflict'], to: 'withdrawn' },
  'take-over': { from: ['rejected', 'in-review', 'blocked'], to: 'approved' },
  'try-again': { from: ['rejected'], to: 'in-review' },
  'leave-line': { from: ['rejected'] },
  appeal: { from: ['rejected'] },
  uphold: { from: ['rejected'] },
  reinstate: { from: ['rejected'], to: 'approved' },
  'close-appeal': { from: ['rejected'] },
} as const satisfies Record<string, { from: readonly DealState[]; to?: DealState }>;
export type Move = keyof typeof moves;

/** In which state a registration can begin. */
export const BEGINS = ['in-review', 'blocked', 'rejected'] as const satisfies readonly DealState[];

export interface Actor {
  /** A person's id, or `rule`. */
  readonly by: string;
  readonly byName?: string | undefined;
}
export const RULE: Actor = { by: 'rule' };

/** These have the customer, and count towards the limit of open deals. */
export const holds = (state: DealState): boolean => state === 'in-review' || state === 'approved';

export const allows = (move: Move, state: DealState): boolean => moves[move].from.some((from) => from === state);

/** Where a move leads from a state. */
export const stateAfter = (move: Move, state: DealState): DealState => {
  const found = moves[move];
  return 'to' in found ? found.to : state;
};

type Change = Partial<Deal> & { readonly note?: string | undefined };

/** A deal after a move. Throws 409 where the table does not allow it. */
export const moved = (deal: Deal, move: Move, { by, byName }: Actor, now: string, change: Change = {}): Deal => {
  if (!allows(move, deal.state)) throw whyLate(deal);
  const { note, ...rest } = change;
  const to = stateAfter(move, deal.state);
  const did = {
    ...{ at: now, by, did: move, to },
    ...(byName ? { byName } : {}),
    ...(note ? { note: note.slice(0, 1_200) } : {}),
  };
  return {
    ...deal,
    ...rest,
    state: to,
    history: [...deal.history, did].slice(-200),
    changes: deal.changes + 1,
    turn: deal.turn + (to === deal.state ? 0 : 1),
  };
};

export const stateWords: Readonly<Record<DealState, string>> = {
  blocked: 'blocked',
  'in-review': 'being reviewed',
  conflict: 'owned by another side',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  won: 'won',
  lost: 'lost',
  withdrawn: 'withdrawn',
};

/** Why something comes too late, with who was first and when. */
export const whyLate = ({ state, decision, history }: Deal): Problem => {
  if (!decision) return conflict(`This deal is ${stateWords[state]}.`);
  const who = decision.by === 'rule' ? 'by rule' : `by ${decision.byName ?? 'somebody else'}`;
  const since = state === decision.outcome ? '' : ` It is ${stateWords[state]} since ${history.at(-1)?.at}.`;
  const words = decision.outcome === 'conflict' ? 'decided as a conflict' : decision.outcome;
  return new Problem(409, 'already-decided', `Already ${words} ${who} at ${decision.at}.${since}`, {
    decision: { state, by: decision.byName ?? 'rule', at: decision.at },
  });
};

const isMove = (did: string): did is Move => Object.hasOwn(moves, did);

/** What was done last; of a new deal, that it was registered. */
export const lastMove = ({ history }: Pick<Deal, 'history'>): Move | 'register' => {
  const did = history.at(-1)?.did ?? '';
  return isMove(did) ? did : 'register';
};
