import type { ServiceCall } from '../service.ts';

/**
 * What a test lets go wrong in a call: an error before it is done or after it is done (the caller never hears that it
 * worked), or the end of the calling function at that moment.
 */
export type Fault =
  | {
      readonly kind: 'error';
      readonly when: 'before' | 'after';
      readonly name: string;
      readonly message?: string;
      readonly status?: number;
    }
  | { readonly kind: 'crash'; readonly when: 'before' | 'after' };

export type Faults = (call: ServiceCall) => Fault | undefined;

/** The function ended in the middle of its call: it runs no further line. */
export class Crash extends Error {
  constructor() {
    super('The function was ended in the middle of a call.');
    this.name = 'Crash';
  }
}
