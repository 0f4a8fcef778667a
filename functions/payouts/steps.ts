import * as z from 'zod';
import { period } from '../ledger/contract.ts';
import { id, instant } from '../shared/text.ts';
import { batchId, batchState } from './items.ts';

const seconds = z.int().min(1).max(99_999_999);
const shard = z.int().min(0).max(63);

/** What a person, or `start-payouts`, starts a run with. */
export const runInput = z.strictObject({
  /** The month that is paid out. */
  period,
  /** Only this partner, by domain, address or id. */
  partner: z.string().trim().min(1).max(300).optional(),
  /** A further run of the same month. */
  part: z.int().min(2).max(9).optional(),
  /** Goes on with a run whose execution has failed or was stopped. */
  takeOver: z.literal(true).optional(),
});

/** Input of `begin-batch`: `input` is what was typed, and is checked here. */
export const beginBatchInput = z.strictObject({ executionId: z.string().min(1), input: z.unknown() });
export const beginBatchOutput = z.strictObject({
  batchId,
  stands: batchState,
  cutOff: instant,
  /** Those that have books, as the items of a Map. */
  shards: z.array(z.strictObject({ shard })),
  secondsToChase: seconds,
});

/** Input of `preview-payouts`, `reserve-payouts` and `settle-payouts`: one shard of a run. */
export const shardInput = z.strictObject({ batchId, shard });
export const shardOutput = z.strictObject({ shard, payouts: z.int().min(0) });

export const batchInput = z.strictObject({ batchId });
/** Output of `close-preview`. */
export const closePreviewOutput = z.strictObject({ payouts: z.int().min(0), secondsToChase: seconds });
/** Output of `make-files`. */
export const makeFilesOutput = z.strictObject({ files: z.int().min(0), secondsToChase: seconds });
/** Output of `count-open`. */
export const countOpenOutput = z.strictObject({ open: z.int().min(0), paid: z.int().min(0), returned: z.int().min(0) });

/** Input of `await-batch`, invoked with `.waitForTaskToken`. */
export const awaitBatchInput = z.strictObject({
  token: z.string().min(1).max(2048),
  batchId,
  awaits: z.enum(['approval', 'results', 'mending']),
  /** News up to this count were dealt with. */
  since: z.int().min(0).default(0),
  /** What went wrong, for a wait for mending; and which stay it is. */
  error: z.string().max(1_000).optional(),
  stay: z.string().max(60).optional(),
});
export const awaitBatchOutput = z.strictObject({ state: batchState, news: z.int().min(0) });

/** Input of `chase-batch`: the wait `awaits` has timed out, in the stay that was entered at `entered`. */
export const chaseBatchInput = z.strictObject({
  batchId,
  awaits: z.enum(['approval', 'results']),
  entered: z.string().min(1).max(60),
});
export const chaseBatchOutput = z.strictObject({ over: z.boolean(), secondsToChase: seconds });

/** Input of `close-statements`: closes a month that has ended for the books of one shard. */
export const closeStatementsInput = z.strictObject({ shard, period });

// ---- Events

/** `payout-batch-news.v1`: something happened that a waiting run may be woken for. */
export const batchNews = z.strictObject({ batchId });
/** `payee-changed.v1`: a partner is paid to another account from now on [F1]. */
export const payeeChanged = z.strictObject({
  accountHash: z.string(),
  /** The account as customers' means of payment are compared (`paymentSignal`) [F1]. */
  payment: z.string(),
  version: z.int(),
  by: id,
});
/** `payout-paid.v1`, `payout-returned.v1`, `payout-held.v1`: for the partner's timeline. */
export const payoutNews = z.strictObject({ batchId, amount: z.string(), reason: z.string().optional() });
