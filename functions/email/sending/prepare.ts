import type { Profile } from '../../partners/contract.ts';
import { signToken } from '../../shared/link-token.ts';
import { managerOf } from '../../shared/team.ts';
import { PROGRAM } from '../../tasks/contract.ts';
import type { LetterItem, LetterOrder, SkipReason } from '../contract.ts';
import { type Flaw, type Letter, type LetterContext, LetterFlaw } from '../letter.ts';
import { letters } from '../letters/index.ts';
import { type Rendered, renderLetter } from '../render.tsx';
import { buildMessage, type Mailbox, type Message } from './message.ts';
import type { House, LetterFile, PostOffice } from './post-office.ts';
import { findRecipients, personWanted, teamOf } from './recipients.ts';

export type Prepared =
  | { readonly message: Message }
  | { readonly skip: SkipReason }
  | { readonly flaw: Flaw; readonly sentence: string }
  | { readonly paused: true };

/** Everything that can be done before SES is asked, or what stands against sending. */
export const prepare = async (office: PostOffice, item: LetterItem, now: Date): Promise<Prepared> => {
  const { order } = item;
  const letter = letters[order.letter];
  if (!letter) return { flaw: 'unknown-letter', sentence: `There is no letter "${order.letter}".` };
  const house = await office.house(now);
  const file = await office.file({
    personId: personWanted(house, order) ?? order.meets,
    partnerId: order.partnerId,
    pause: letter.kind === 'journey',
  });
  const found = await findRecipients(office, house, order, letter.kind, file);
  if ('skip' in found) return found;
  if (file.pausedSince !== undefined) return { paused: true };
  const { profile } = file;
  const company = order.partnerId === PROGRAM ? 'The program' : (profile?.company ?? found.company);
  const guests = order.meets === undefined ? undefined : guestsOf(house, file);
  const context = contextOf(house, letter, order, { to: found.to, company, profile, guests });
  try {
    return { message: await write(office, house, letter, order, { context, to: found.to, now }) };
  } catch (error) {
    if (error instanceof LetterFlaw) return { flaw: error.flaw, sentence: error.message };
    throw error;
  }
};

const write = async (
  office: PostOffice,
  house: House,
  letter: Letter,
  order: LetterOrder,
  given: { readonly context: LetterContext; readonly to: readonly Mailbox[]; readonly now: Date },
): Promise<Message> => {
  const rendered = renderLetter(letter, order.data, given.context);
  return buildMessage(rendered, {
    key: order.key,
    from: { name: house.program.name, email: house.program.address },
    to: given.to,
    replyTo: letter.reader === 'partner' ? given.context.host : undefined,
    unsubscribeUrl: given.context.unsubscribeUrl,
    at: given.now,
    pictures: await picturesFor(office, rendered),
  });
};

const picturesFor = async (
  office: PostOffice,
  { pictures = [] }: Rendered,
): Promise<ReadonlyMap<string, Uint8Array>> => {
  if (pictures.length === 0) return new Map();
  const bytes = await office.pictures(pictures.map(({ picture }) => picture));
  return new Map(
    pictures.flatMap(({ cid, picture }) => {
      const found = bytes.get(picture);
      return found ? [[cid, found] as const] : [];
    }),
  );
};

/** The partner's contact, unless it is gone, and its manager, or all of them. */
const guestsOf = (house: House, { person, profile }: LetterFile): readonly Mailbox[] => {
  const contact = person?.erasedAt === undefined ? person : undefined;
  return [
    ...(contact?.email && contact.name ? [{ name: contact.name, email: contact.email }] : []),
    ...teamOf(house, 'manager', profile?.managerId).map(({ name, email }) => ({ name, email })),
  ];
};

export const contextOf = (
  house: House,
  letter: Letter,
  order: LetterOrder,
  found: {
    readonly to: readonly Mailbox[];
    readonly company: string | undefined;
    readonly profile: Profile | undefined;
    readonly guests: readonly Mailbox[] | undefined;
  },
): LetterContext => {
  const { profile } = found;
  const host =
    managerOf(house.programKey, house.team, profile?.managerId) ?? house.team.find(({ role }) => role === 'manager');
  return {
    program: house.program,
    name: found.to.length === 1 ? found.to[0]?.name : undefined,
    company: found.company,
    website: profile?.website,
    partnerId: order.partnerId,
    host: host && { name: host.name, email: host.email },
    guests: found.guests,
    signInMinutes: house.signInMinutes,
    verificationHours: house.verificationHours,
    sign: (purpose, tokenId) => signToken(house.programKey, purpose, tokenId),
    ...(letter.kind === 'journey' && 'personId' in order.to
      ? {
          unsubscribeUrl: `${house.program.siteUrl}/api/unsubscribe/${signToken(house.programKey, 'unsubscribe', order.to.personId)}`,
        }
      : {}),
  };
};
