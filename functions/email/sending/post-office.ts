import type { Person } from '../../applications/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { TeamMember } from '../../shared/settings.ts';
import type { LetterItem } from '../contract.ts';
import type { LetterContext } from '../letter.ts';
import type { Hindrance } from './claim.ts';
import type { Suppression } from './may-send.ts';
import type { Message } from './message.ts';
import type { Ending } from './news.ts';
import type { Posted } from './ses.ts';

/** What the program itself gives to every letter. */
export interface House {
  readonly programKey: string;
  readonly team: readonly TeamMember[];
  readonly program: LetterContext['program'];
  readonly signInMinutes: number;
  readonly verificationHours: number;
}

/** What is to be looked up for a letter. */
export interface Wanted {
  readonly personId: string | undefined;
  readonly partnerId: string | undefined;
  /** Whether tips and reminders rest. */
  readonly pause: boolean;
}

/** What was found, as of one instant. */
export interface LetterFile {
  readonly person?: Person | undefined;
  readonly profile?: Profile | undefined;
  readonly pausedSince?: string | undefined;
}

/** Everything outside that sending needs, so that the rules of sending can be read and tested without it. */
export interface PostOffice {
  readonly house: (now: Date) => Promise<House>;
  readonly file: (wanted: Wanted) => Promise<LetterFile>;
  /** The bytes of pictures, by id; one that is gone is left out. */
  readonly pictures: (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** What is known against each of these addresses, in their order. */
  readonly against: (emailHashes: readonly string[]) => Promise<readonly (Suppression | undefined)[]>;
  readonly claim: (key: string, now: Date) => Promise<string | undefined>;
  readonly defer: (
    key: string,
    wait: { readonly why: Hindrance; readonly untilMs: number; readonly lease?: string | undefined },
  ) => Promise<void>;
  readonly finish: (item: LetterItem, ending: Ending, now: Date) => Promise<void>;
  readonly post: (message: Message, letter: string, key: string) => Promise<Posted>;
  readonly rest: (ms: number) => Promise<void>;
}
