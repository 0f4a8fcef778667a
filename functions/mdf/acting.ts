import type * as z from 'zod';
import type { Policy } from '../policy/contract.ts';
import { localDate, quarterOf } from '../shared/days.ts';
import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import { conflict, Problem } from '../shared/problem.ts';
import { type Change, move } from './changing.ts';
import type { MdfRequest, newProof } from './contract.ts';
import { end } from './deciding.ts';
import { mayMove } from './moving.ts';
import { dueOf } from './timing.ts';

export type Shown = z.output<typeof newProof>;

/** What a workflow may wait for, in the partner's run. */
const told = ({ partnerId, run, requestId }: MdfRequest, fact: string, by: string, now: string): ProgramEvent =>
  factRecorded({ partnerId, run, fact: `${fact}:${requestId}`, by, occurredAt: now, recordedAt: now });

const proofTold = ({ partnerId, run, requestId }: MdfRequest, nth: number, by: string, now: string): ProgramEvent =>
  factRecorded({ partnerId, run, fact: `mdf-proof-sent:${requestId}:${nth}`, by, occurredAt: now, recordedAt: now });

/** The partner calls it off, while nothing is proven: all that was promised is free again. */
export const cancel = (request: MdfRequest, reason: string, by: string, now: string): Change | undefined => {
  if (request.state === 'cancelled') return undefined;
  if (!mayMove(request.state, 'cancelled')) throw conflict(`This request is ${words(request.state)}: it stands.`);
  const change = end(request, 'cancelled', { by, reason }, now);
  return { ...change, events: [...change.events, told(request, 'mdf-cancelled', by, now)] };
};

const words = (state: MdfRequest['state']): string => state.replaceAll('-', ' ');

/** Refuses with 422 a day on which the activity cannot have been held [M3]. */
const checkDay = (request: MdfRequest, heldOn: string, policy: Policy, now: string): void => {
  const invalid = (message: string): Problem =>
    new Problem(422, 'invalid-input', `heldOn: ${message}`, { errors: [{ where: 'body', field: 'heldOn', message }] });
  const { timeZone } = policy.calendar;
  if (heldOn > localDate(now, timeZone)) throw invalid('lies in the future');
  if (heldOn < localDate(request.requestedAt, timeZone)) throw invalid('lies before the request');
  if (quarterOf(heldOn) !== request.quarter) throw invalid(`must lie in ${request.quarter} [M3]`);
};

/** Refuses with 409 what comes after its time: the workflow will end the request, or has. */
const checkTime = (request: MdfRequest, policy: Policy, now: string): void => {
  const due = dueOf(request, policy);
  if (due && due.by <= now) throw conflict('The time for this is over [M3].');
};

/** The activity was held: its proof is due. The same day again changes nothing. */
export const hold = (
  request: MdfRequest,
  heldOn: string,
  by: string,
  policy: Policy,
  now: string,
): Change | undefined => {
  if (request.heldOn === heldOn) return undefined;
  if (request.state !== 'approved')
    throw conflict(`This request is ${words(request.state)}: its day is not asked for.`);
  checkTime(request, policy, now);
  checkDay(request, heldOn, policy, now);
  const moved = move(request, 'held', { heldOn }, { by, reason: `The activity was held on ${heldOn}.` }, now);
  return { ...moved, events: [...moved.events, told(request, 'mdf-held', by, now)], letters: [] };
};

const isSame = (request: MdfRequest, shown: Shown): boolean => {
  const last = request.proofs.at(-1);
  return (
    last !== undefined &&
    last.actualMinor === shown.actualMinor &&
    last.leadCount === shown.leadCount &&
    last.note === shown.note &&
    last.links.join() === shown.links.join() &&
    last.files.join() === shown.files.join()
  );
};

/** Proof is handed in: a person checks it [M1]. Where more was asked for, it stands beside the first. The same again changes nothing. */
export const prove = (
  request: MdfRequest,
  shown: Shown,
  by: string,
  policy: Policy,
  now: string,
): Change | undefined => {
  const { state, proofs } = request;
  if (state === 'in-review' && isSame(request, shown)) return undefined;
  if (state === 'in-review') throw conflict('Your proof is being checked.');
  if (!mayMove(state, 'in-review')) throw conflict(`This request is ${words(state)}: no proof is asked for.`);
  checkTime(request, policy, now);
  const heldOn = request.heldOn ?? shown.heldOn;
  if (!heldOn) throw new Problem(422, 'invalid-input', 'heldOn: say on which day the activity was held');
  if (!request.heldOn) checkDay(request, heldOn, policy, now);
  const { heldOn: _, ...rest } = shown;
  const moved = move(
    request,
    'in-review',
    { heldOn, proofs: [...proofs, { at: now, ...rest }] },
    { by, reason: 'Proof was handed in.' },
    now,
  );
  return { ...moved, events: [...moved.events, proofTold(request, proofs.length + 1, by, now)], letters: [] };
};

/** Leads and deals that the activity brought [B14]; nothing else changes. */
export const nameResults = (
  request: MdfRequest,
  { deals, leads }: { readonly deals: readonly string[]; readonly leads: readonly string[] },
): Change | undefined => {
  if (!request.heldOn) throw conflict('Results are named once the activity was held.');
  const next = { deals: [...new Set(deals)], leads: [...new Set(leads)] };
  if (next.deals.join() === request.deals.join() && next.leads.join() === request.leads.join()) return undefined;
  return { request: { ...request, ...next, revision: request.revision + 1 }, letters: [], events: [] };
};
