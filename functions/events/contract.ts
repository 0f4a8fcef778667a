import * as z from 'zod';
import { envelope } from '../shared/event.ts';

/** How the program's events look on its bus: detail type = the event's name, detail = the envelope of shared/event. */
export const EVENT_SOURCE = 'tandem';

/** EVENT item, as shared/outbox writes it. */
export const outboxItem = z.object({ type: z.literal('EVENT'), event: envelope });
