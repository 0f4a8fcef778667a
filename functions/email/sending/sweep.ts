import { log } from '../../shared/log.ts';
import type { LetterItem } from '../contract.ts';
import type { PostOffice } from './post-office.ts';
import { type Outcome, sendLetter } from './send-letter.ts';

/** A sweep ends before the next one begins. */
const LONGEST_MS = 4 * 60_000;
/** Letters in a row before a rest of a second: below the 14 a second that a new account has outside the sandbox. */
const BURST = 10;
const REST_MS = 1000;

export interface Sweeper {
  readonly office: PostOffice;
  readonly dueLetters: (now: Date) => AsyncIterable<string>;
  readonly readLetter: (key: string) => Promise<LetterItem | undefined>;
  readonly clock: () => Date;
}

/**
 * Sends what is due and was not sent: put off by SES, or lost in a crash. Paced; rests when SES says "too fast", and ends
 * when the day's quota is used up. A letter that fails for a reason of its own stops no other.
 */
export const sweep = async (sweeper: Sweeper): Promise<Partial<Record<Outcome, number>>> => {
  const { office, clock } = sweeper;
  const started = clock();
  const outcomes: Partial<Record<Outcome, number>> = {};
  let inARow = 0;
  for await (const key of sweeper.dueLetters(started)) {
    if (clock().getTime() - started.getTime() >= LONGEST_MS) break;
    const outcome = await sendSafely(sweeper, office, key);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (outcome === 'quota') break;
    if (outcome === 'sent') inARow++;
    if (outcome === 'throttled' || inARow === BURST) {
      await office.rest(REST_MS);
      inARow = 0;
    }
  }
  return outcomes;
};

const sendSafely = async (sweeper: Sweeper, office: PostOffice, key: string): Promise<Outcome> => {
  try {
    const item = await sweeper.readLetter(key);
    return item ? await sendLetter(office, item, sweeper.clock()) : 'left';
  } catch (error) {
    log.error('LETTER_FAILED', error, { key });
    return 'unsure';
  }
};
