import type { Person } from '../applications/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';

/** `letters-unsubscribed.v1`, for the timeline of the partner whose contact this is. */
export const unsubscribedNews = (person: Person, at: string): readonly ProgramEvent[] =>
  person.partnerId === undefined
    ? []
    : [
        {
          id: `${person.personId}/unsubscribed`,
          name: 'letters-unsubscribed.v1',
          occurredAt: at,
          recordedAt: at,
          partnerId: person.partnerId,
          ...(person.run === undefined ? {} : { run: person.run }),
          data: { partnerId: person.partnerId },
        },
      ];
