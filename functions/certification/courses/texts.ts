import type { Track } from '../contract.ts';
import { salesTexts } from './sales.ts';
import { technicalTexts } from './technical.ts';

const texts: Readonly<Record<Track, Readonly<Record<string, string>>>> = {
  sales: salesTexts,
  technical: technicalTexts,
};

/** The text of a module. One that the policy names and nobody has written yet says so. */
export const moduleText = (track: Track, module: string): string =>
  texts[track][module] ?? 'The text of this module is being written. Ask your partner manager for the material.';
