import { log } from '../../shared/log.ts';
import type { LetterItem } from '../contract.ts';
import { type Hindrance, turnOf, waitMs } from './claim.ts';
import type { Message } from './message.ts';
import type { Ending } from './news.ts';
import type { PostOffice } from './post-office.ts';
import { prepare } from './prepare.ts';
import type { Posted } from './ses.ts';

/** `left`: nothing to do, or somebody else does it. `unsure`: no answer from SES; its turn comes again. */
export type Outcome = 'sent' | 'skipped' | 'failed' | 'left' | 'unsure' | Hindrance;

/**
 * Sends one letter, if it is its turn. Looked up, checked and written before it is claimed, so that between the claim and
 * SES there is nothing that can go wrong for long: only a crash right there makes a person get a letter twice.
 */
export const sendLetter = async (office: PostOffice, item: LetterItem, now: Date): Promise<Outcome> => {
  const turn = turnOf(item, now.getTime());
  switch (turn.turn) {
    case 'leave':
      return 'left';
    case 'skip':
      return end(office, item, { status: 'skipped', reason: turn.reason }, now);
    case 'fail':
      return end(office, item, { status: 'failed', reason: turn.reason }, now);
    case 'send': {
      const prepared = await prepare(office, item, now);
      if ('skip' in prepared) return end(office, item, { status: 'skipped', reason: prepared.skip }, now);
      if ('flaw' in prepared) return end(office, item, { status: 'failed', reason: prepared.flaw }, now);
      if ('paused' in prepared) return wait(office, item, 'paused', now);
      return handOver(office, item, prepared.message, now);
    }
  }
};

const handOver = async (office: PostOffice, item: LetterItem, message: Message, now: Date): Promise<Outcome> => {
  const lease = await office.claim(item.order.key, now);
  if (lease === undefined) return 'left';
  const answer = await postPatiently(office, item, message);
  switch (answer.posted) {
    case 'accepted':
      return end(office, item, { status: 'sent', messageId: answer.messageId }, now);
    case 'refused':
      return end(office, item, { status: 'failed', reason: 'refused-by-ses' }, now);
    case 'unknown':
      // The claim stays: when it runs out, the sweeper sends once more.
      log.warn('LETTER_DEFERRED', { ...about(item), why: 'unknown', error: answer.error });
      return 'unsure';
    default:
      return wait(office, item, answer.posted, now, { lease, answer });
  }
};

/** A sign-in link must not wait for the sweeper because of one busy second: two more tries, 1 and 2 seconds later. */
const postPatiently = async (office: PostOffice, { order }: LetterItem, message: Message): Promise<Posted> => {
  let answer = await office.post(message, order.letter, order.key);
  for (const pauseMs of [1000, 2000]) {
    if (answer.posted !== 'throttled') break;
    await office.rest(pauseMs);
    answer = await office.post(message, order.letter, order.key);
  }
  return answer;
};

const about = ({ order }: LetterItem) => ({ letter: order.letter, key: order.key });

const end = async (office: PostOffice, item: LetterItem, ending: Ending, now: Date): Promise<Outcome> => {
  await office.finish(item, ending, now);
  if (ending.status === 'sent') log.info('LETTER_SENT', about(item));
  else if (ending.status === 'skipped') log.info('LETTER_SKIPPED', { ...about(item), reason: ending.reason });
  else log.error('LETTER_FAILED', ending.reason, about(item));
  return ending.status;
};

const wait = async (
  office: PostOffice,
  item: LetterItem,
  why: Hindrance,
  now: Date,
  refused?: { readonly lease: string; readonly answer: Posted & { readonly error: string } },
): Promise<Outcome> => {
  const untilMs = now.getTime() + waitMs(why, item.deferrals);
  await office.defer(item.order.key, { why, untilMs, lease: refused?.lease });
  log.warn('LETTER_DEFERRED', { ...about(item), why, ...(refused ? { error: refused.answer.error } : {}) });
  return why;
};
