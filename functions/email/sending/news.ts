import type { ProgramEvent } from '../../shared/event.ts';
import type { LetterOrder, SkipReason } from '../contract.ts';
import type { Flaw } from '../letter.ts';
import { letters } from '../letters/index.ts';

/** How a letter ends. */
export type Ending =
  | { readonly status: 'sent'; readonly messageId: string }
  | { readonly status: 'skipped'; readonly reason: SkipReason }
  | { readonly status: 'failed'; readonly reason: Flaw | 'outcome-unknown' | 'too-late' | 'refused-by-ses' };

const NAMES: Readonly<Record<Ending['status'], string>> = {
  sent: 'letter-sent.v1',
  skipped: 'letter-skipped.v1',
  failed: 'letter-failed.v1',
};

/** `letter-sent.v1`, `letter-skipped.v1` or `letter-failed.v1`, for the partner's timeline. */
export const news = (order: LetterOrder, ending: Ending, now: Date): ProgramEvent => {
  const reader = letters[order.letter]?.reader;
  return {
    id: `${order.key}/letter-${ending.status}`,
    name: NAMES[ending.status],
    occurredAt: now.toISOString(),
    recordedAt: now.toISOString(),
    ...(order.partnerId === undefined ? {} : { partnerId: order.partnerId }),
    ...(order.run === undefined ? {} : { run: order.run }),
    data: {
      letter: order.letter,
      key: order.key,
      ...(reader ? { reader } : {}),
      ...(ending.status === 'sent' ? {} : { reason: ending.reason }),
    },
  };
};
