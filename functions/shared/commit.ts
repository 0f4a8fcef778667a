import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions, type TransactItem, table } from './table.ts';

const TRIES = 4;
const LONGEST_PAUSE_MS = 50;

/**
 * Writes facts, each with its own condition, and what must follow them (outbox entries), in one transaction.
 * An outbox entry that is already there was announced before: it is left out and the rest is written.
 * Answers `refused` when a fact's own condition failed: nothing was written. A transaction that met another one is
 * tried again, 4 times in all with up to 50 ms between; after that the error goes up.
 */
export const commit = async (
  facts: readonly TransactItem[],
  outbox: readonly TransactItem[] = [],
): Promise<'done' | 'refused'> => {
  let following = outbox;
  let meetings = 0;
  for (;;) {
    if (facts.length + following.length === 0) return 'done';
    try {
      await table().send(new TransactWriteCommand({ TransactItems: [...facts, ...following] }));
      return 'done';
    } catch (error) {
      const failed = failedConditions(error);
      if (failed?.slice(0, facts.length).some(Boolean)) return 'refused';
      if (failed) following = following.filter((_, index) => !failed[facts.length + index]);
      else if (metAnother(error) && ++meetings < TRIES) await pause();
      else throw error;
    }
  }
};

const metAnother = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some((reason) => reason.Code === 'TransactionConflict');

const pause = (): Promise<void> => new Promise((go) => setTimeout(go, Math.random() * LONGEST_PAUSE_MS));
