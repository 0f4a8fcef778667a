/** Names under which every Retry in the definitions, released ones too, knows trouble that passes. */
export const RETRIED = {
  server: 'InternalServerError',
  rate: 'ThrottlingException',
  connection: 'TimeoutError',
  conflict: 'TransactionCanceledException',
} as const;

const CONNECTION = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * Each AWS service has names of its own for "our mistake" and "too fast" (`InternalFailure`, `InternalServiceError`,
 * `InternalException`, ...), and Retry matches names. Trouble that passes gets the name that Retry knows; its own is in
 * the message. Any other error is given back as it is.
 */
export const asRetried = (error: unknown): unknown => {
  const name = error instanceof Error ? retriedName(error) : undefined;
  if (!(error instanceof Error) || name === undefined || name === error.name) return error;
  return Object.assign(new Error(`${error.name}: ${error.message}`, { cause: error }), { name });
};

const retriedName = (error: Error): string | undefined => {
  if (/^Transaction(Conflict|InProgress|Canceled)Exception$/.test(error.name)) return RETRIED.conflict;
  if (/Throttl|TooManyRequests|RequestLimitExceeded|ThroughputExceeded/.test(error.name)) return RETRIED.rate;
  if ('code' in error && CONNECTION.has(String(error.code))) return RETRIED.connection;
  return statusOf(error) >= 500 ? RETRIED.server : undefined;
};

const statusOf = (error: Error): number => {
  const told = '$metadata' in error ? error.$metadata : undefined;
  return typeof told === 'object' && told && 'httpStatusCode' in told ? Number(told.httpStatusCode) : 0;
};
