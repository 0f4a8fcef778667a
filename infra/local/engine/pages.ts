import { ServiceError } from './host.ts';

const DEFAULT_PAGE = 100;

/**
 * One page of a list that only grows at its end. The token is the number of items, counted from the start, at which
 * the page before stopped: what is added meanwhile neither repeats nor hides an item.
 */
export function paged<T>(
  all: T[],
  request: { maxResults?: number | undefined; nextToken?: string | undefined },
  order: { newestFirst: boolean } = { newestFirst: false },
): { items: T[]; nextToken: { nextToken?: string } } {
  const size = request.maxResults || DEFAULT_PAGE;
  const from = request.nextToken === undefined ? (order.newestFirst ? all.length : 0) : decode(request.nextToken);
  const to = order.newestFirst ? Math.max(0, from - size) : Math.min(all.length, from + size);
  const items = order.newestFirst ? all.slice(to, from).reverse() : all.slice(from, to);
  const done = order.newestFirst ? to === 0 : to >= all.length;
  return { items, nextToken: done ? {} : { nextToken: Buffer.from(`page ${to}`).toString('base64url') } };
}

function decode(token: string): number {
  const match = /^page (\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (!match) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return Number(match[1]);
}
