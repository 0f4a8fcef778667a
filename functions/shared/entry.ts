import middy, { type MiddyfiedHandler } from '@middy/core';

/**
 * Wraps a handler. Its time limit is Lambda's own, which ends the process: middy would answer 5 ms before it and let the
 * process live on, with whatever hung in its memory, for the next call.
 */
export const entry = <Event, Answer>(): MiddyfiedHandler<Event, Answer> =>
  middy<Event, Answer>({ timeoutEarlyInMillis: 0 });
