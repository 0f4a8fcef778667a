import * as z from 'zod';
import type { Final } from '../final.ts';

const streamNotice = z.looseObject({
  DDBStreamBatchInfo: z.looseObject({ startSequenceNumber: z.string(), endSequenceNumber: z.string() }),
});

/** Whether a message that says this lies in a dead-letter queue; of a stream's batch, a record of this key. */
export const isDeadLetter = (final: Final, text: string): boolean =>
  Object.values(final.queues).some((bodies) =>
    bodies.some((body) => body.includes(text) || isInBatch(final, body, text)),
  );

const isInBatch = ({ records }: Final, body: string, text: string): boolean => {
  const notice = streamNotice.safeParse(JSON.parse(body));
  if (!notice.success) return false;
  const { startSequenceNumber: first, endSequenceNumber: last } = notice.data.DDBStreamBatchInfo;
  return [...records].some(([number, key]) => number >= first && number <= last && key.includes(text));
};
