import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { paths } from '../../paths.ts';
import type { Letter } from '../../services/types.ts';
import type { Final } from '../final.ts';
import { itemsOf, lettersTo } from './found.ts';
import type { Invariant } from './invariant.ts';

const MINUTE_MS = 60_000;
/** News that failed on its way is delivered again for some minutes, and may have come late. */
const DELAYED_MS = 30 * MINUTE_MS;

/**
 * What is sent whether or not somebody wants tips and reminders: about an application, an account, a decision, money.
 * Each letter's file says so; it is read as text, because Node runs no JSX.
 */
const transactional = new Set(
  globSync(join(paths.root, 'functions/email/letters/*/letter.tsx'))
    .filter((file) => readFileSync(file, 'utf8').includes("kind: 'transactional'"))
    .map((file) => basename(dirname(file))),
);

interface Stop {
  readonly address: string;
  readonly at: number;
  readonly why: 'unsubscribed' | 'complained' | 'bounced' | 'erased';
  /** True where the program hears of it as news that can fail on its way. */
  readonly news: boolean;
}

export const unwantedLetters: Invariant = {
  id: 'I8',
  sentence: 'nobody gets letters after a no, and ops know of lost mailboxes',
  breaks: (final) => {
    const stops = stopsOf(final).filter((stop) => !liesInQueue(final, stop));
    return [...stops.flatMap((stop) => after(final, stop)), ...stops.flatMap((stop) => untold(final, stop))];
  },
};

const stopsOf = (final: Final): Stop[] => {
  const addressOf = new Map(final.applicants.map(({ company, email }) => [company, email]));
  const addressOfPartner = new Map(
    itemsOf(final, 'PROFILE').map((profile) => [
      String(profile.partnerId),
      addressOf.get(String(profile.company)) ?? '',
    ]),
  );
  const { accepted, complaints } = final.journal;
  return [
    ...accepted.flatMap(({ at, who, path }): Stop[] => {
      const partnerId = /^\/api\/ops\/partners\/([^/]+)\/erasure$/.exec(path)?.[1];
      const address = partnerId === undefined ? addressOf.get(who) : addressOfPartner.get(partnerId);
      if (!address) return [];
      if (partnerId !== undefined) return [{ address, at, why: 'erased', news: false }];
      return path.startsWith('/api/unsubscribe/') ? [{ address, at, why: 'unsubscribed', news: false }] : [];
    }),
    ...complaints.map(({ at, address }): Stop => ({ address, at, why: 'complained', news: true })),
    ...bounces(final.letters),
  ];
};

/** The first letter to each address that came back. */
const bounces = (letters: readonly Letter[]): Stop[] => {
  const first = new Map<string, Stop>();
  for (const { destinations, feedback } of letters) {
    const [address = ''] = destinations;
    const bounce = feedback.find(({ kind }) => kind.startsWith('Bounce'));
    if (bounce && !first.has(address)) first.set(address, { address, at: bounce.at, why: 'bounced', news: true });
  }
  return [...first.values()];
};

const after = (final: Final, { address, at, why, news }: Stop): string[] => {
  const hindered = news && final.faults.some((fault) => fault.at >= at && fault.at <= at + DELAYED_MS);
  const until = at + (hindered ? DELAYED_MS : MINUTE_MS);
  const unwanted = lettersTo(final, address).filter(
    (letter) =>
      letter.at > until && (why === 'bounced' || why === 'erased' || !transactional.has(letter.tags.letter ?? '')),
  );
  return unwanted.map((letter) => `${letter.tags.letter} went to ${address}, which has ${why} before.`);
};

/** A partner whose contact's mailbox does not exist is a task for ops. */
const untold = (final: Final, { address, why }: Stop): string[] => {
  if (why !== 'bounced') return [];
  const company = final.applicants.find(({ email }) => email === address)?.company;
  const partner = itemsOf(final, 'PROFILE').find((profile) => profile.company === company);
  if (!partner) return [];
  const tasks = itemsOf(final, 'TASK').filter(({ partnerId }) => partnerId === partner.partnerId);
  return tasks.some(({ kind }) => kind === 'contact-unreachable')
    ? []
    : [`Ops have no task about ${address}, whose letters come back.`];
};

/** News that could not be taken lies where somebody looks. */
const liesInQueue = (final: Final, { address }: Stop): boolean =>
  Object.values(final.queues).some((bodies) => bodies.some((body) => body.includes(address)));
