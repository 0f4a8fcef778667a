/**
 * Task tokens. A token names its task and is signed, so nothing is kept for tokens that are over: a forged one is
 * `InvalidToken`, and a true one whose task no longer waits is `TaskTimedOut`, for good.
 */
import { signature } from './chance.ts';
import { isObject, parseJson } from './json.ts';

export interface TokenClaim {
  executionArn: string;
  thread: number;
}

/** `attempt` makes the token of a retried task another one. */
export function makeToken(secret: string, claim: TokenClaim, attempt: string): string {
  const body = Buffer.from(JSON.stringify([claim.executionArn, claim.thread, attempt])).toString('base64url');
  return `${body}.${signature(secret, body)}`;
}

export function readToken(secret: string, token: string): TokenClaim | undefined {
  const [body = '', signed, ...rest] = token.split('.');
  if (rest.length > 0 || signed !== signature(secret, body)) return undefined;
  const claim = parseJson(Buffer.from(body, 'base64url').toString());
  if (!Array.isArray(claim) || isObject(claim)) return undefined;
  const [executionArn, thread] = claim;
  return typeof executionArn === 'string' && typeof thread === 'number' ? { executionArn, thread } : undefined;
}
