import { colleagueMoves } from '../../../../functions/applications/colleagues/inviting.ts';
import { dealState } from '../../../../functions/deals/contract.ts';
import { allows, BEGINS, moves as dealMoves, stateAfter } from '../../../../functions/deals/moves.ts';
import { moves as flagMoves } from '../../../../functions/fraud/flag.ts';
import { leadMoves } from '../../../../functions/leads/moving.ts';
import { fileMoves, logoMoves } from '../../../../functions/library/contract.ts';
import { mdfMoves } from '../../../../functions/mdf/moving.ts';
import type { TimelineEntry } from '../../../../functions/partners/contract.ts';
import { transitions } from '../../../../functions/partners/lifecycle.ts';
import { batchMoves, PREVIEWED, payoutMoves } from '../../../../functions/payouts/moving.ts';
import { actionMoves, reviewMoves } from '../../../../functions/reviews/moving.ts';
import { askMoves } from '../../../../functions/tiers/asks/asking.ts';
import { requestMoves } from '../../../../functions/tiers/requesting.ts';
import { standingMoves } from '../../../../functions/tiers/reviewing.ts';
import { surveyMoves } from '../../../../functions/tiers/surveys/planning.ts';
import type { Final } from '../final.ts';
import type { StateChange } from '../watch.ts';
import { isDeadLetter } from './dead-letters.ts';
import { itemsOf } from './found.ts';
import type { Invariant } from './invariant.ts';
import { timelineOf } from './timeline.ts';

/** State -> where it may go; `new` is where an item begins, `gone` that it was removed. */
type Moves = Readonly<Record<string, readonly string[]>>;

function dealsLegal(): Moves {
  const names = Object.keys(dealMoves) as (keyof typeof dealMoves)[];
  return Object.fromEntries(
    dealState.options.map((from) => [
      from,
      [...new Set(names.filter((move) => allows(move, from)).map((move) => stateAfter(move, from)))],
    ]),
  );
}

/** The legal moves of everything that has a state, by type and attribute. */
const legal: Readonly<Record<string, Moves>> = {
  'SIGNIN state': { new: ['issued'], issued: ['used', 'gone'], used: ['gone'] },
  'PROFILE stage': { new: ['Identify'], ...transitions },
  'APPLICATION status': {
    new: ['unverified', 'verified'],
    unverified: ['verified', 'refused', 'known', 'gone'],
    verified: ['erased', 'gone'],
    refused: ['gone'],
    known: ['gone'],
    erased: ['erased', 'gone'],
  },
  'TASK state': { new: ['open'], open: ['decided', 'ruled'] },
  'LETTER status': {
    new: ['ordered'],
    ordered: ['sending', 'skipped', 'failed'],
    sending: ['ordered', 'sent', 'skipped', 'failed', 'sending'],
  },
  'JOURNEY outcome': { new: ['open'], open: ['onboarded', 'stalled'], stalled: ['onboarded'] },
  'ATTEMPT state': { new: ['open'], open: ['passed', 'failed'] },
  'COURSE lab': {
    new: ['none', 'submitted'],
    none: ['submitted'],
    submitted: ['passed', 'failed'],
    failed: ['submitted'],
    // In the partner's next run, and to renew the certificate.
    passed: ['submitted'],
  },
  'COUPON state': { new: ['requested', 'active'], requested: ['active', 'closed'], active: ['closed'] },
  // Up to the limit it is one person's.
  'ADJUSTMENT state': { new: ['proposed', 'approved'], proposed: ['approved', 'refused'] },
  'TERMS-CHANGE state': { new: ['proposed'], proposed: ['approved', 'refused'] },
  'WHAT-IF state': { new: ['running'], running: ['done'] },
  'PROPOSAL state': { new: ['proposed'], proposed: ['published', 'refused', 'outdated'] },
  'IMPORT state': { new: ['ready'], ready: ['ready', 'started'], started: ['done'] },
  'FLAG state': {
    new: ['open', 'rejected', 'shadow'],
    shadow: ['gone'],
    ...Object.fromEntries(
      [...Map.groupBy(Object.values(flagMoves), ({ from }) => from)].map(([from, all]) => [
        from,
        all.map(({ to }) => to),
      ]),
    ),
  },
  // A form that nobody used is forgotten, and so is what was refused.
  'COLLEAGUE state': { new: colleagueMoves.none, ...colleagueMoves },
  'STANDING state': { new: ['good'], ...standingMoves },
  'TIER-REQUEST state': { new: requestMoves.none, ...requestMoves },
  'TIER-ASK state': { new: askMoves.none, ...askMoves },
  'SURVEY state': {
    new: ['waiting'],
    ...Object.fromEntries(Object.entries(surveyMoves).map(([from, to]) => [from, [...to, 'gone']])),
  },
  'DEAL state': { new: [...BEGINS], ...dealsLegal() },
  // The CRM may open it again, and is told late.
  'OPPORTUNITY state': {
    new: ['open', 'won', 'lost'],
    open: ['open', 'won', 'lost', 'gone'],
    won: ['open', 'lost', 'gone'],
    lost: ['open', 'won', 'gone'],
  },
  'FILE state': { new: ['waiting', 'kept'], waiting: [...fileMoves.waiting, 'gone'], refused: ['gone'] },
  'LOGO state': { new: ['asked'], ...logoMoves },
  // A retired asset can be shown again.
  'ASSET state': { new: ['shown'], shown: ['retired'], retired: ['shown'] },
  'CERTIFICATE state': { new: ['current'], current: ['expired', 'current'], expired: ['current'] },
  'LEAD state': { new: ['routing'], ...leadMoves },
  'MDF state': { new: ['requested'], ...mdfMoves },
  'PAYOUT-BATCH state': { new: ['previewing'], ...batchMoves },
  // A preview that is made again, after a step had failed, says what is so by then.
  'PAYOUT state': {
    new: PREVIEWED,
    ...Object.fromEntries(
      Object.entries(payoutMoves).map(([from, to]) => [
        from,
        PREVIEWED.some((one) => one === from) ? [...to, ...PREVIEWED] : to,
      ]),
    ),
  },
  // A partner that comes back in the same quarter is reviewed anew.
  'REVIEW state': { new: ['planned'], ...reviewMoves },
  'REVIEW-ACTION state': { new: ['open'], ...actionMoves },
  'DIGEST state': { new: ['going', 'done'], going: ['going', 'done'] },
  'TAX-STATUS state': { new: ['requested', 'received'], requested: ['received'], received: ['requested'] },
};
/** Attributes of those names that are no state. */
const NO_STATES = new Set(['FACT outcome', 'TIMELINE status', 'SCORECARD outcome', 'PAYOUT outcome']);

export const legalMoves: Invariant = {
  id: 'I10',
  sentence: 'every change of a state is legal, and on the record',
  breaks: (final) => [...illegal(final.changes), ...unaudited(final), ...broken(final)],
};

const illegal = (changes: readonly StateChange[]): string[] =>
  changes.flatMap(({ key, type, field, from = 'new', to = 'gone' }) => {
    const name = `${type} ${field}`;
    if (NO_STATES.has(name)) return [];
    const moves = legal[name];
    if (!moves) return [`Nobody says which moves of ${name} are legal: add them to legal-moves.ts.`];
    return moves[from]?.includes(to) ? [] : [`${key}: ${field} went from ${from} to ${to}.`];
  });

/** Which event tells of a change, as the id it has on the timeline begins. */
const unaudited = (final: Final): string[] => {
  const told = Map.groupBy(timelineOf(final), ({ partnerId }) => partnerId);
  const has = (partnerId: unknown, fits: (row: TimelineEntry) => boolean): boolean =>
    (told.get(String(partnerId)) ?? []).some(fits) || isDeadLetter(final, String(partnerId));
  return [
    ...final.changes.flatMap((change) => {
      if (change.type !== 'PROFILE' || change.to === undefined) return [];
      const partnerId = change.key.slice('PARTNER#'.length).split(' ')[0];
      const fits = ({ name, data }: TimelineEntry): boolean =>
        name === 'stage-changed.v1' && dataOf(data).to === change.to && dataOf(data).from === wasOf(change);
      return has(partnerId, fits) ? [] : [`${change.key}: nothing tells of ${change.from ?? 'new'} to ${change.to}.`];
    }),
    ...itemsOf(final, 'TASK').flatMap(({ taskId, partnerId, state, kind }) =>
      state === 'open' || has(partnerId, (row) => row.name === 'decision-made.v1' && dataOf(row.data).taskId === taskId)
        ? []
        : [`${kind} of ${partnerId} is ${state}, and the timeline does not tell of a decision.`],
    ),
    ...itemsOf(final, 'LETTER').flatMap(({ PK, status, order }) => {
      const { partnerId, key } = dataOf(order);
      const open = status === 'ordered' || status === 'sending';
      const fits = (row: TimelineEntry): boolean => row.name === `letter-${status}.v1` && dataOf(row.data).key === key;
      return open || partnerId === undefined || has(partnerId, fits) ? [] : [`${PK} is ${status}, which no row tells.`];
    }),
  ];
};

/** A new run begins without a predecessor in its own run. */
const wasOf = ({ from, to }: StateChange): string | undefined => (to === 'Identify' ? undefined : from);

const dataOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

/** The timeline's moves of a run, in order, lead from Identify to where the partner stands. */
const broken = (final: Final): string[] => {
  const told = Map.groupBy(timelineOf(final), (row) => row.partnerId);
  return itemsOf(final, 'PROFILE').flatMap(({ partnerId, run, stage, moves }) => {
    const rows = (told.get(String(partnerId)) ?? []).filter(
      (row) => row.name === 'stage-changed.v1' && row.entry.startsWith(`${partnerId}/${run}/stage/`),
    );
    if (isDeadLetter(final, String(partnerId))) return [];
    const steps = rows
      .toSorted((a, b) => Number(a.entry.split('/').at(-1)) - Number(b.entry.split('/').at(-1)))
      .map(({ data }) => dataOf(data));
    const whole = steps.every(({ from }, index) => from === steps[index - 1]?.to);
    const ends = steps.length === Number(moves) + 1 && steps.at(-1)?.to === stage;
    return whole && ends ? [] : [`The timeline of ${partnerId}/${run} does not lead to ${stage}.`];
  });
};
