import type { LetterItem, LetterView } from '../contract.ts';
import { readFile } from '../file/store.ts';
import { house } from '../sending/office.ts';
import { personWanted } from '../sending/recipients.ts';
import { preview } from './preview.ts';

/** Looks up what a letter is written from, and writes it. */
export const previewNow = async (item: LetterItem, now: Date): Promise<LetterView> => {
  const known = await house(now);
  const { order } = item;
  const wanted = { personId: personWanted(known, order), partnerId: order.partnerId, pause: false };
  return preview(item, known, await readFile(wanted));
};
