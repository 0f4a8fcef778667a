import { newItems } from '../shared/consumer.ts';
import { log } from '../shared/log.ts';
import { letterItem } from './contract.ts';
import { postOffice } from './sending/office.ts';
import { sendLetter } from './sending/send-letter.ts';

/** A letter that meets an error here stays in the index of pending letters, where the sweeper finds it: it holds up no other. */
export const handler = newItems(async (item, now) => {
  try {
    await sendLetter(postOffice, letterItem.parse(item), now);
  } catch (error) {
    log.error('LETTER_FAILED', error, { key: String(item.PK) });
  }
});
