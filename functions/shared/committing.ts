import type { TransactItem } from './table.ts';

const TRIES = 4;
const LONGEST_PAUSE_MS = 50;

type Reasons = readonly { readonly Code?: string | undefined }[];

/** Of a cancelled transaction: why, item by item. */
const reasonsOf = (error: unknown): Reasons => {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return [];
  return 'CancellationReasons' in error && Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
};

/** How `commit` goes about it, whoever writes the transaction. */
export const committing =
  (write: (items: readonly TransactItem[]) => Promise<unknown>) =>
  async (facts: readonly TransactItem[], outbox: readonly TransactItem[] = []): Promise<'done' | 'refused'> => {
    let following = outbox;
    let meetings = 0;
    for (;;) {
      if (facts.length + following.length === 0) return 'done';
      try {
        await write([...facts, ...following]);
        return 'done';
      } catch (error) {
        const codes = reasonsOf(error).map((reason) => reason.Code);
        const failed = codes.map((code) => code === 'ConditionalCheckFailed');
        if (failed.slice(0, facts.length).some(Boolean)) return 'refused';
        if (failed.some(Boolean)) following = following.filter((_, index) => !failed[facts.length + index]);
        else if (codes.includes('TransactionConflict') && ++meetings < TRIES) await pause();
        else throw error;
      }
    }
  };

const pause = (): Promise<void> => new Promise((go) => setTimeout(go, Math.random() * LONGEST_PAUSE_MS));
