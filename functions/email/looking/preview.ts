import { PROGRAM } from '../../tasks/contract.ts';
import type { LetterItem, LetterView } from '../contract.ts';
import { LetterFlaw } from '../letter.ts';
import { letters } from '../letters/index.ts';
import { renderLetter } from '../render.tsx';
import type { House, LetterFile } from '../sending/post-office.ts';
import { contextOf } from '../sending/prepare.ts';

/** May somebody of the partner read it? A letter that was written to this person, and not to the team. */
export const isOwn = ({ order }: LetterItem, who: { readonly partnerId: string; readonly personId: string }): boolean =>
  order.partnerId === who.partnerId &&
  'personId' in order.to &&
  order.to.personId === who.personId &&
  letters[order.letter]?.reader !== 'team';

/** Stands in links for what would sign somebody in, or unsubscribe somebody else. */
const NOT_SHOWN = 'not-shown-here';

/** A letter as it reads today. A link in it that acts for its reader leads nowhere. */
export const preview = (
  { order, status, sentAt, delivery, reason }: LetterItem,
  house: House,
  file: LetterFile,
): LetterView => {
  const base = {
    letter: order.letter,
    status,
    orderedAt: order.orderedAt,
    ...(sentAt ? { sentAt } : {}),
    ...(delivery ? { delivery } : {}),
    ...(reason ? { reason } : {}),
  };
  const { person, profile } = file;
  const letter = letters[order.letter];
  if (!letter || person?.erasedAt !== undefined) return base;
  const to = 'personId' in order.to && person?.name && person.email ? [{ name: person.name, email: person.email }] : [];
  const company = order.partnerId === PROGRAM ? 'The program' : (profile?.company ?? person?.company);
  const known = contextOf(house, letter, order, { to, company, profile, guests: undefined });
  const context = {
    ...known,
    sign: () => NOT_SHOWN,
    ...(known.unsubscribeUrl ? { unsubscribeUrl: `${house.program.siteUrl}/api/unsubscribe/${NOT_SHOWN}` } : {}),
  };
  try {
    const { subject, text } = renderLetter(letter, order.data, context);
    return { ...base, subject, text };
  } catch (error) {
    if (error instanceof LetterFlaw) return base;
    throw error;
  }
};
