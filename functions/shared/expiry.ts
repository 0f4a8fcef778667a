/** TTL attribute value: epoch seconds, `afterMs` later than `nowMs`. */
export const expiry = (nowMs: number, afterMs: number): number => Math.ceil((nowMs + afterMs) / 1000);
