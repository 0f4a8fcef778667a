import type { Clock } from '../clock.ts';
import type { Cloud } from '../cloud.ts';
import type { Journal } from './journal.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A person who sees an error clicks again, makes a coffee, comes back after lunch, and looks again tomorrow. */
const PATIENCE_MS = [5_000, 2 * MINUTE_MS, 30 * MINUTE_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;

export interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly text: string;
  /** Where a redirect leads. */
  readonly location: string | undefined;
}
interface Asked {
  readonly body?: unknown;
  readonly cookie?: string;
  readonly ip?: string;
  readonly userAgent?: string;
  /** Made anew for each try. */
  readonly headers?: () => Readonly<Record<string, string>>;
}
/** How the simulator reaches the program: the HTTP API, as a browser does. */
export type Http = (method: string, path: string, options?: Asked) => Promise<Answer>;

/** One person's way to the site: tries again what failed, and remembers what the site took. */
export const webOf =
  (cloud: Cloud, journal: Journal, who: string): Http =>
  async (method, path, options = {}) => {
    let answer = await request(cloud, method, path, options);
    for (const pause of PATIENCE_MS) {
      if (answer.status < 500 && answer.status !== 429) break;
      await rest(cloud.clock, pause);
      answer = await request(cloud, method, path, options);
    }
    if (method !== 'GET' && answer.status < 300) {
      journal.took(who, { method, path, body: options.body, answer: answer.text });
    }
    return answer;
  };

const rest = (clock: Clock, ms: number): Promise<void> =>
  new Promise((rested) => {
    clock.after(ms, rested);
  });

const request = async (cloud: Cloud, method: string, path: string, options: Asked): Promise<Answer> => {
  const reply = await cloud.http(method, path, {
    movesClock: false,
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(options.cookie ? { cookie: options.cookie } : {}),
    ...(options.ip ? { sourceIp: options.ip } : {}),
    headers: { ...(options.userAgent ? { 'user-agent': options.userAgent } : {}), ...options.headers?.() },
  });
  return { status: reply.status, cookies: reply.cookies, text: reply.text, location: reply.headers.location };
};
