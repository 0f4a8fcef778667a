import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { ProgramEvent } from '../shared/event.ts';
import { settings } from '../shared/settings.ts';
import { EVENT_SOURCE } from './contract.ts';

let client: EventBridgeClient | undefined;

/** Puts an event on the program's bus. PutEvents answers 200 even when it refused the entry: that is an error here. */
export const publish = async (event: ProgramEvent): Promise<void> => {
  client ??= new EventBridgeClient({});
  const { FailedEntryCount, Entries } = await client.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: settings.eventBus(),
          Source: EVENT_SOURCE,
          DetailType: event.name,
          Time: new Date(event.occurredAt),
          Detail: JSON.stringify(event),
        },
      ],
    }),
  );
  if (FailedEntryCount)
    throw new Error(`The bus refused ${event.name}: ${Entries?.[0]?.ErrorCode ?? 'no reason given'}`);
};
