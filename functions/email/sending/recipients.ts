import { addressHash } from '../../shared/address.ts';
import { managerOf, memberById } from '../../shared/team.ts';
import type { LetterOrder, SkipReason } from '../contract.ts';
import type { LetterKind } from '../letter.ts';
import { reasonToSkip } from './may-send.ts';
import type { Mailbox } from './message.ts';
import type { House, LetterFile, PostOffice } from './post-office.ts';

/** SES takes no more in one message. */
const MOST = 50;

interface Candidate extends Mailbox {
  /** Since when we know this person, where that matters. */
  readonly since?: string | undefined;
}

export type Recipients =
  | { readonly to: readonly Mailbox[]; readonly company?: string | undefined }
  | { readonly skip: SkipReason };

/** Whose name and address are to be looked up: the team's are known. */
export const personWanted = ({ programKey, team }: House, { to }: LetterOrder): string | undefined =>
  'personId' in to && !memberById(programKey, team, to.personId) ? to.personId : undefined;

/** Whom the letter goes to, as of now: looked up at sending, so that a letter never goes to who has left since. */
export const findRecipients = async (
  office: PostOffice,
  house: House,
  order: LetterOrder,
  kind: LetterKind,
  { person, profile }: Pick<LetterFile, 'person' | 'profile'>,
): Promise<Recipients> => {
  if ('team' in order.to) return allowed(office, house, kind, teamOf(house, order.to.team, profile?.managerId));
  const member = memberById(house.programKey, house.team, order.to.personId);
  if (member) return allowed(office, house, kind, [member]);
  if (person?.erasedAt !== undefined) return { skip: 'erased' };
  if (person?.email === undefined || person.name === undefined) return { skip: 'no-recipient' };
  const found = await allowed(office, house, kind, [
    { name: person.name, email: person.email, since: person.createdAt },
  ]);
  return 'to' in found ? { ...found, company: person.company } : found;
};

/** The partner's own manager where one is meant and named; else everybody with that role; the others if nobody has it. */
export const teamOf = (house: House, role: 'manager' | 'ops', managerId?: string): readonly Candidate[] => {
  const own = role === 'manager' ? managerOf(house.programKey, house.team, managerId) : undefined;
  if (own) return [own];
  const members = house.team.filter((member) => member.role === role);
  return (members.length > 0 ? members : house.team).slice(0, MOST);
};

const allowed = async (
  office: PostOffice,
  house: House,
  kind: LetterKind,
  candidates: readonly Candidate[],
): Promise<Recipients> => {
  const to: Mailbox[] = [];
  let skip: SkipReason = 'no-recipient';
  const known = await office.against(candidates.map(({ email }) => addressHash(house.programKey, email)));
  for (const [index, { name, email, since }] of candidates.entries()) {
    const reason = reasonToSkip(kind, known[index], since);
    if (reason === undefined) to.push({ name, email });
    else skip = reason;
  }
  return to.length > 0 ? { to } : { skip };
};
