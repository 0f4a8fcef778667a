import { signToken } from '../../shared/link-token.ts';
import { PROGRAM } from '../../tasks/contract.ts';
import type { LetterItem, LetterOrder, SkipReason } from '../contract.ts';
import { type Flaw, type Letter, type LetterContext, LetterFlaw } from '../letter.ts';
import { letters } from '../letters/index.ts';
import { renderLetter } from '../render.tsx';
import { buildMessage, type Mailbox, type Message } from './message.ts';
import type { House, PostOffice } from './post-office.ts';
import { findRecipients, personWanted } from './recipients.ts';

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
    personId: personWanted(house, order),
    partnerId: order.partnerId,
    pause: letter.kind === 'journey',
  });
  const found = await findRecipients(office, house, order, letter.kind, file.person);
  if ('skip' in found) return found;
  if (file.pausedSince !== undefined) return { paused: true };
  const { profile } = file;
  const company = order.partnerId === PROGRAM ? 'The program' : (profile?.company ?? found.company);
  const context = contextOf(house, letter, order, { to: found.to, company, website: profile?.website });
  try {
    return { message: write(house, letter, order, { context, to: found.to, now }) };
  } catch (error) {
    if (error instanceof LetterFlaw) return { flaw: error.flaw, sentence: error.message };
    throw error;
  }
};

const write = (
  house: House,
  letter: Letter,
  order: LetterOrder,
  given: { readonly context: LetterContext; readonly to: readonly Mailbox[]; readonly now: Date },
): Message =>
  buildMessage(renderLetter(letter, order.data, given.context), {
    key: order.key,
    from: { name: house.program.name, email: house.program.address },
    to: given.to,
    replyTo: letter.reader === 'partner' ? given.context.host : undefined,
    unsubscribeUrl: given.context.unsubscribeUrl,
    at: given.now,
  });

export const contextOf = (
  house: House,
  letter: Letter,
  order: LetterOrder,
  found: {
    readonly to: readonly Mailbox[];
    readonly company: string | undefined;
    readonly website: string | undefined;
  },
): LetterContext => {
  const host = house.team.find((member) => member.role === 'manager');
  return {
    program: house.program,
    name: found.to.length === 1 ? found.to[0]?.name : undefined,
    company: found.company,
    website: found.website,
    partnerId: order.partnerId,
    host: host && { name: host.name, email: host.email },
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
