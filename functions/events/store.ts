import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Done } from '../shared/consumer.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { settings } from '../shared/settings.ts';
import { EVENT_SOURCE } from './contract.ts';

/** PutEvents takes ten entries of 256 KB together; an item of the table has 400 KB at most, and an event far less. */
const MOST = 10;
const MOST_BYTES = 200_000;

let client: EventBridgeClient | undefined;

/** Puts events on the program's bus, in order, and says how many it has taken. */
export const publish = async (events: readonly ProgramEvent[]): Promise<Done> => {
  let count = 0;
  for (const entries of batches(events.map(entryOf))) {
    const { taken, error } = await put(entries);
    count += taken;
    if (taken < entries.length) return { count, error };
  }
  return { count };
};

/** PutEvents answers 200 even when it refused an entry. */
const put = async (Entries: PutEventsRequestEntry[]): Promise<{ taken: number; error?: unknown }> => {
  client ??= new EventBridgeClient({});
  try {
    const answer = await client.send(new PutEventsCommand({ Entries }));
    const refused = answer.FailedEntryCount ? (answer.Entries ?? []).findIndex(({ ErrorCode }) => ErrorCode) : -1;
    if (refused < 0) return { taken: Entries.length };
    const why = answer.Entries?.[refused]?.ErrorCode;
    return { taken: refused, error: new Error(`The bus refused ${Entries[refused]?.DetailType}: ${why}`) };
  } catch (error) {
    return { taken: 0, error };
  }
};

const entryOf = (event: ProgramEvent): PutEventsRequestEntry => ({
  EventBusName: settings.eventBus(),
  Source: EVENT_SOURCE,
  DetailType: event.name,
  Time: new Date(event.occurredAt),
  Detail: JSON.stringify(event),
});

const batches = (entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] => {
  const made: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.Detail ?? '');
    const last = made.at(-1);
    bytes += size;
    if (last && last.length < MOST && bytes <= MOST_BYTES) last.push(entry);
    else {
      made.push([entry]);
      bytes = size;
    }
  }
  return made;
};
