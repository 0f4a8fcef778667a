/** `/local/clock`: what time it is in the local cloud, and moving it ahead. It exists on this machine only. */
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { Inbox } from '../services/types.ts';
import { json, type SiteReply, type SiteRequest } from './reply.ts';

const DAY_MS = 86_400_000;
const FARTHEST_MS = 400 * DAY_MS;
const order = z.strictObject({ to: z.string().max(40) });

interface Desk {
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly settle: () => Promise<void>;
}

/** One move at a time; what a move brought about is answered: the letters that were sent meanwhile. */
export const createClockDesk = ({ clock, inbox, settle }: Desk) => {
  let moving = false;

  const state = () => {
    const next = clock.nextAwaited();
    return { now: iso(clock.now()), next: next === undefined ? null : iso(next), mode: clock.mode };
  };

  const move = async (targetMs: number): Promise<SiteReply> => {
    const from = clock.now();
    const before = inbox.count();
    await settle();
    await clock.moveTo(targetMs);
    await settle();
    const letters = (await inbox.all()).slice(before);
    const sent = letters.map(({ id, at, destinations, subject }) => ({ id, at: iso(at), to: destinations, subject }));
    return json(200, { ...state(), from: iso(from), letters: sent });
  };

  return async (request: SiteRequest): Promise<SiteReply> => {
    if (request.method === 'GET') return json(200, state());
    if (request.method !== 'POST') return problem(405, 'Ask with GET, or move the clock with POST.');
    if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
      return problem(415, 'Send {"to": "next" | "day" | "week" | an ISO time} as application/json.');
    const target = targetOf(clock, readOrder(request.body));
    if (typeof target === 'string') return problem(422, target);
    if (moving) return problem(409, 'The clock is being moved. Wait until it has arrived.');
    moving = true;
    try {
      return await move(target);
    } finally {
      moving = false;
    }
  };
};

const readOrder = (body: Buffer): string | undefined => {
  try {
    return order.parse(JSON.parse(body.toString())).to;
  } catch {
    return undefined;
  }
};

/** The moment to move to, in ms since the epoch, or a sentence that says why not. */
const targetOf = (clock: Clock, to: string | undefined): number | string => {
  const now = clock.now();
  if (to === 'next') return clock.nextAwaited() ?? 'Nothing is waiting for a later moment.';
  if (to === 'day') return now + DAY_MS;
  if (to === 'week') return now + 7 * DAY_MS;
  const at = Date.parse(to ?? '');
  if (Number.isNaN(at)) return 'Say {"to": "next"}, "day", "week", or a time like 2027-03-01T09:00:00Z.';
  if (at < now) return `It is ${iso(now)} already; the clock never runs backwards.`;
  if (at - now > FARTHEST_MS) return 'Move at most 400 days at a time.';
  return at;
};

const iso = (ms: number): string => new Date(ms).toISOString();

const problem = (status: number, detail: string): SiteReply => ({
  ...json(status, { status, title: 'The clock was not moved', detail }),
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
});
