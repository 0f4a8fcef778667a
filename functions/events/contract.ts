/** How the program's events look on its bus: detail type = the event's name, detail = the envelope of shared/event. */
export const EVENT_SOURCE = 'tandem';
