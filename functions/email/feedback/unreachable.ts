import type { Profile } from '../../partners/contract.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { taskRequested } from '../../tasks/contract.ts';
import type { LetterOrder } from '../contract.ts';

/** What follows when a contact's mailbox does not exist: news for the timeline, a task, and a letter to ops. Once a run. */
export const onUnreachable = (
  { partnerId, run }: Pick<Profile, 'partnerId' | 'run'>,
  at: string,
): { readonly events: readonly ProgramEvent[]; readonly letters: readonly LetterOrder[] } => {
  const key = `${partnerId}/${run}/contact-unreachable`;
  return {
    events: [
      { id: key, name: 'contact-unreachable.v1', occurredAt: at, recordedAt: at, partnerId, run, data: { partnerId } },
      taskRequested({ partnerId, run, kind: 'contact-unreachable', at }),
    ],
    letters: [
      {
        key,
        letter: 'contact-unreachable',
        to: { team: 'ops', partnerId },
        partnerId,
        run,
        orderedAt: at,
        data: {},
      },
    ],
  };
};
