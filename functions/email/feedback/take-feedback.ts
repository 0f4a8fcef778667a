import type { Profile } from '../../partners/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { log } from '../../shared/log.ts';
import type { Delivery, LetterItem, LetterOrder } from '../contract.ts';
import type { Suppression } from '../sending/may-send.ts';
import { type Day, verdictOn } from './reputation.ts';
import type { Feedback } from './ses-event.ts';
import { onUnreachable } from './unreachable.ts';

/** Everything outside that taking feedback needs. */
export interface FeedbackDesk {
  readonly hashOf: (address: string) => Promise<string>;
  readonly letter: (key: string) => Promise<LetterItem | undefined>;
  readonly profile: (partnerId: string) => Promise<Profile | undefined>;
  readonly suppress: (
    emailHash: string,
    why: keyof Suppression,
    at: string,
    announce?: { readonly events: readonly ProgramEvent[]; readonly letters: readonly LetterOrder[] },
  ) => Promise<boolean>;
  readonly advance: (letterKey: string, delivery: Delivery, at: string) => Promise<boolean>;
  readonly countDay: (delivery: Delivery, at: string) => Promise<void>;
  readonly days: (now: Date) => Promise<readonly Day[]>;
  readonly pause: (at: string) => Promise<void>;
}

/**
 * Takes what SES says of a letter: twice, late and in any order. The suppression is written first, because it protects
 * somebody; what a letter is known as only moves forward; each letter counts once.
 */
export const takeFeedback = async (desk: FeedbackDesk, feedback: Feedback, now: Date): Promise<void> => {
  switch (feedback.kind) {
    case 'passing':
      return;
    case 'rejected':
      log.error('LETTER_FAILED', 'rejected by SES after it was accepted', { key: feedback.letterKey });
      return;
    case 'bounced':
      for (const address of feedback.addresses) await unreachable(desk, feedback, address, now);
      await count(desk, feedback.letterKey, 'bounced', now);
      return;
    case 'complained': {
      for (const address of feedback.addresses) {
        await desk.suppress(await desk.hashOf(address), 'complainedAt', feedback.at);
      }
      if (await count(desk, feedback.letterKey, 'complained', now)) await weighComplaints(desk, now);
    }
  }
};

const count = async (desk: FeedbackDesk, letterKey: string | undefined, delivery: Delivery, now: Date) => {
  if (letterKey === undefined) return false;
  const at = now.toISOString();
  const first = await desk.advance(letterKey, delivery, at);
  if (first) await desk.countDay(delivery, at);
  return first;
};

const unreachable = async (
  desk: FeedbackDesk,
  feedback: { readonly letterKey: string | undefined; readonly at: string },
  address: string,
  now: Date,
): Promise<void> => {
  const letter = feedback.letterKey === undefined ? undefined : await desk.letter(feedback.letterKey);
  const order = letter?.order;
  // Only a partner's contact is a task for ops: an applicant who mistyped is not one yet, and the team knows its own.
  const partnerId = order && 'personId' in order.to ? order.partnerId : undefined;
  const profile = partnerId === undefined ? undefined : await desk.profile(partnerId);
  const announce = profile && onUnreachable(profile, now.toISOString());
  const first = await desk.suppress(await desk.hashOf(address), 'bouncedAt', feedback.at, announce);
  if (first) log.warn('CONTACT_UNREACHABLE', { key: feedback.letterKey, partner: partnerId });
};

const weighComplaints = async (desk: FeedbackDesk, now: Date): Promise<void> => {
  const verdict = verdictOn(await desk.days(now));
  if (verdict === 'warn') log.warn('COMPLAINTS_HIGH');
  if (verdict !== 'pause') return;
  await desk.pause(now.toISOString());
  log.error('LETTERS_PAUSED', 'complaints reached 0.3 %');
};
