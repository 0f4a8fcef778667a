import type { Profile } from '../../../partners/contract.ts';
import type { Policy } from '../../../policy/contract.ts';
import type { Session } from '../../../shared/http.ts';
import { derivedId } from '../../../shared/ids.ts';
import { invitationLetter, invitedAs, refuseCrowd } from '../inviting.ts';
import { addInvitation, findColleague, listColleagues, ownerOf } from '../store.ts';

/**
 * Invites somebody; nothing for a colleague, or while an invitation is open. The same is read for every address, so that
 * a stranger's takes as long.
 */
export const invitePerson = async (
  { partnerId, company }: Pick<Profile, 'partnerId' | 'company'>,
  who: { readonly name: string; readonly email: string; readonly mailbox: string },
  asked: {
    readonly key: string;
    readonly by: Pick<Session, 'personId' | 'name'>;
    readonly rules: Policy['tierRules']['colleagues'];
    readonly nowMs: number;
  },
): Promise<void> => {
  const { key, by, rules, nowMs } = asked;
  const { name, email, mailbox } = who;
  const personId = derivedId(key, 'colleague', partnerId, mailbox);
  const [before, owner, all] = await Promise.all([
    findColleague(partnerId, personId),
    ownerOf(mailbox),
    listColleagues(partnerId),
  ]);
  if (owner?.partnerId === partnerId) return;
  const colleague = invitedAs(before, { partnerId, personId, by: by.personId, hours: rules.invitationHours }, nowMs);
  if (!colleague) return;
  refuseCrowd(all.length + 1, rules.most);
  const letter = invitationLetter(colleague, { company, by: by.name, elsewhere: owner !== undefined });
  await addInvitation({ colleague, before, letter }, { name, email, company });
};
