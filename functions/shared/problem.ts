/** RFC 9457 problem: what was wrong, what to do, and (added at the edge) an id to quote. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  /** `code`: short, kebab-case, stable. `detail`: one sentence for the person who reads it. */
  constructor(
    status: number,
    code: string,
    detail: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.extra = extra;
    this.headers = headers;
  }
}

/** Not there, or not yours: the same answer for both. */
export const notFound = (what: string): Problem => new Problem(404, 'not-found', `There is no such ${what}.`);

/** A legal request in an illegal state [Z4]. */
export const conflict = (detail: string, extra: Readonly<Record<string, unknown>> = {}): Problem =>
  new Problem(409, 'conflict', detail, extra);

/** The same key with another body [Z4]. */
export const mismatchedRepeat = (detail: string): Problem => new Problem(422, 'mismatched-repeat', detail);

/** What a manager may see is not all that ops may do: `what` completes "Only ops ...". */
export const opsOnly = (session: { readonly role: string } | undefined, what: string): void => {
  if (session?.role !== 'ops') throw new Problem(403, 'not-allowed', `Only ops ${what}.`);
};

/** A workflow input that cannot be worked with: ends the execution with `InvalidInput` and this sentence. */
export class InvalidInput extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'InvalidInput';
  }
}
