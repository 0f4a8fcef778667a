import type { ServiceCall } from '../service.ts';

type When = 'before' | 'after';

/**
 * What goes wrong in one call. `before`: the call is not done; `after`: it is done, and the caller never hears so.
 * Names, statuses and shapes of the answers are those of the service that is called (`fault-answers.ts`).
 */
export type Fault =
  /** Any error answer, by name. */
  | {
      readonly kind: 'error';
      readonly when: When;
      readonly name: string;
      readonly message?: string;
      readonly status?: number;
    }
  /** The calling function ends at that moment: it runs no further line, and starts anew at its next call. */
  | { readonly kind: 'crash'; readonly when: When }
  /** Refused for its rate. */
  | { readonly kind: 'throttle' }
  /** A 500 of the service. */
  | { readonly kind: 'server-error'; readonly when: When }
  /** The connection breaks (ECONNRESET). */
  | { readonly kind: 'reset'; readonly when: When }
  /** No answer, ever: the caller waits until its own time limit. */
  | { readonly kind: 'timeout'; readonly when: When }
  /** The answer comes so much later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** DynamoDB: another transaction holds an item. */
  | { readonly kind: 'conflict' }
  /** DynamoDB: of a batch, half of the items (the only one of one) are given back undone. */
  | { readonly kind: 'unprocessed' }
  /** EventBridge: the first entry is refused, the others are taken. */
  | { readonly kind: 'partial' }
  /** A delivery by AWS itself comes twice. */
  | { readonly kind: 'duplicate' }
  /** An event comes so much later, after those that were sent after it. */
  | { readonly kind: 'late'; readonly ms: number };

export type FaultKind = Fault['kind'];

/** Says of a call what goes wrong in it; undefined for nothing. */
export type Faults = (call: ServiceCall) => Fault | undefined;

/** The role of what AWS itself delivers: a stream's batch, an event, a request of the API. */
export const AWS = 'aws';

/** The function ended in the middle of its call: it runs no further line. */
export class Crash extends Error {
  constructor() {
    super('The function was ended in the middle of a call.');
    this.name = 'Crash';
  }
}

/** The connection broke: as the SDK's HTTP handler tells of it. */
export class ConnectionReset extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('socket hang up');
    this.name = 'TimeoutError';
  }
}

/** Nobody ever answers. Whoever called waits until its own time limit. */
export class NoAnswer extends Error {
  constructor() {
    super('No answer came.');
    this.name = 'NoAnswer';
  }
}
