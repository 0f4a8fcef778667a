import type * as z from 'zod';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** `partner`: signed in for a partner. `team`: a manager or ops. The authorizer says who it is; the route says who may. */
export type Access = 'anyone' | 'partner' | 'team';

/**
 * One HTTP operation, as its room's contract states it. The handler, the OpenAPI document and the access test are all
 * made from this. Paths start with /api; `{name}` marks a parameter.
 */
export interface Route<
  Body extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly id: string;
  readonly method: Method;
  readonly path: `/api/${string}` | `/r/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly body?: Body;
  readonly params?: Params;
  readonly query?: Query;
  /** Status of success, and the shape of its JSON body (none: no body). */
  readonly status: number;
  readonly answer?: Answer;
  /** Content type of a success that is a file. */
  readonly produces?: string;
  /** Bodies larger than this are refused with 413; default 65,536 bytes. */
  readonly maxBytes?: number;
  /** True where a stolen session must not be enough: the sign-in by letter must be fresh (policy, `freshSignInMinutes`). */
  readonly fresh?: boolean;
  /** True where the body may be `application/x-www-form-urlencoded` (one-click unsubscribe, RFC 8058). */
  readonly form?: boolean;
}

export const route = <B extends z.ZodType, P extends z.ZodType, Q extends z.ZodType, A extends z.ZodType>(
  spec: Route<B, P, Q, A>,
): Route<B, P, Q, A> => spec;
