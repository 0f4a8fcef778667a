import { entry } from '../shared/entry.ts';
import { postOffice } from './sending/office.ts';
import { dueLetters, readLetter } from './sending/store.ts';
import { sweep } from './sending/sweep.ts';

export const handler = entry<unknown, Record<string, number>>().handler(() =>
  sweep({
    office: postOffice,
    dueLetters,
    readLetter,
    clock: () => new Date(),
  }),
);
