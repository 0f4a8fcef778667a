const FIRST_MS = 20;

/** Between two tries for the same number: up to 20 ms, twice as long each time, by chance so that two do not meet again. */
export const pauseAfter = (tried: number): Promise<void> =>
  new Promise((go) => setTimeout(go, Math.random() * FIRST_MS * 2 ** tried));
