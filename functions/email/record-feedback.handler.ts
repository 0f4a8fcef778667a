import type { EventBridgeEvent } from 'aws-lambda';
import { addressHash } from '../shared/address.ts';
import { entry } from '../shared/entry.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { readFeedback } from './feedback/ses-event.ts';
import { advanceDelivery, countDay, pauseJourneyLetters, readDays, suppress } from './feedback/store.ts';
import { takeFeedback } from './feedback/take-feedback.ts';
import { readLetter } from './sending/store.ts';

const desk = {
  hashOf: async (address: string) => addressHash(await programKey(), address),
  letter: readLetter,
  profile: readProfile,
  suppress,
  advance: advanceDelivery,
  countDay,
  days: readDays,
  pause: pauseJourneyLetters,
};

export const handler = entry<EventBridgeEvent<string, unknown>, void>().handler((event) =>
  takeFeedback(desk, readFeedback(event.detail), new Date()),
);
