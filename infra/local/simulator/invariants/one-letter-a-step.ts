import { createHash } from 'node:crypto';
import { letterItem } from '../../../../functions/email/contract.ts';
import type { Letter } from '../../services/types.ts';
import type { Final } from '../final.ts';
import type { Struck } from '../strike.ts';
import { itemsOf } from './found.ts';
import type { Invariant } from './invariant.ts';

/** Letters that a run has once at most, whatever their keys say. */
const ONCE_A_RUN = new Set([
  'welcome-partner',
  'welcome-affiliate',
  'program-guide',
  'affiliate-intro-call',
  'affiliate-assets',
  'affiliate-first-link',
  'affiliate-case-study',
  'affiliate-landing-page',
  'affiliate-review',
  'first-call-invitation',
  'first-activity-invitation',
  'onboarded',
  'stalled',
  'withdrawn',
  'sunset',
  'application-declined',
]);
/** A letter is sent again once the lease of the lost one is over and the sweeper has come by. */
const AROUND_MS = 30_000;

/** `Message-ID` of a letter follows from its key. */
const messageIdOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);
const idOf = (letter: Letter): string => /<([0-9a-f]+)@/.exec(letter.headers['message-id'] ?? '')?.[1] ?? letter.id;

export const oneLetterAStep: Invariant = {
  id: 'I7',
  sentence: 'one letter per partner, run and step (two if SES was lost in between)',
  breaks: (final) => {
    const sent = Map.groupBy(final.letters, idOf);
    return [...repeated(final, sent), ...sameStep(final), ...missing(final, sent)];
  },
};

const repeated = ({ faults }: Final, sent: ReadonlyMap<string, readonly Letter[]>): string[] =>
  [...sent.values()].flatMap((copies) => {
    const [first] = copies;
    if (!first || copies.length < 2) return [];
    const most = struckWhileSending(faults, first) ? 2 : 1;
    return copies.length > most ? [`${copies.length} copies of ${nameOf(first)}, ${most} allowed.`] : [];
  });

/** Whether something went wrong for the sender between asking SES and marking the letter. */
const struckWhileSending = (faults: readonly Struck[], { at }: Letter): boolean =>
  faults.some((fault) => /email-(send|sweep)-letters$/.test(fault.function) && Math.abs(fault.at - at) <= AROUND_MS);

/** Two orders of different keys for what is once in a run. */
const sameStep = (final: Final): string[] => {
  const orders = itemsOf(final, 'LETTER').map((item) => letterItem.parse(item).order);
  const once = orders.filter((order) => order.partnerId !== undefined && ONCE_A_RUN.has(order.letter));
  return [...Map.groupBy(once, ({ partnerId, run, letter }) => `${letter} of ${partnerId}/${run}`)]
    .filter(([, same]) => same.length > 1)
    .map(([name, same]) => `${name} was ordered ${same.length} times: ${same.map(({ key }) => key).join(', ')}.`);
};

/** What counts as sent was handed to SES; what was not is open, or has ended with a reason. */
const missing = (final: Final, sent: ReadonlyMap<string, readonly Letter[]>): string[] =>
  itemsOf(final, 'LETTER').flatMap((item) => {
    const { order, status, reason } = letterItem.parse(item);
    const copies = sent.get(messageIdOf(order.key))?.length ?? 0;
    if (status === 'sent') return copies === 0 ? [`${order.key} counts as sent, and SES never had it.`] : [];
    if (status === 'skipped' && copies > 0) return [`${order.key} counts as skipped, and was sent.`];
    return (status === 'skipped' || status === 'failed') && !reason
      ? [`${order.key} is ${status} without a reason.`]
      : [];
  });

const nameOf = (letter: Letter): string => `${letter.tags.letter} to ${letter.destinations.join(', ')}`;
