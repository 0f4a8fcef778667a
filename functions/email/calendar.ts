import type { CalendarPart } from './letter.ts';

interface Mailbox {
  readonly name: string;
  readonly email: string;
}

/** A meeting as calendars know it. The same `uid` is the same meeting; of two invitations the higher `sequence` counts. */
export interface Meeting {
  readonly uid: string;
  /** 0 at first; one more each time the meeting moves, and when it is called off. */
  readonly sequence: number;
  readonly method: CalendarPart['method'];
  readonly startsAt: string;
  readonly minutes: number;
  /** When this invitation was written. */
  readonly writtenAt: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  readonly organizer: Mailbox;
  readonly attendees: readonly Mailbox[];
}

const MOST_OCTETS = 75;
const CRLF = '\r\n';

/** `20270421T140000Z`: in UTC, so that no time zone has to be described. */
const utc = (instant: string): string => `${instant.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** TEXT of RFC 5545 3.3.11. Other control characters have no place in it. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n');

/** A parameter between quotation marks; marks inside are written as RFC 6868 says. */
const quoted = (text: string): string =>
  `"${text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")}"`;

/** Lines of at most 75 octets, never broken within a character; what goes on begins with a space (RFC 5545 3.1). */
export const folded = (line: string): string => {
  const lines: string[] = [];
  let rest = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > MOST_OCTETS) {
      lines.push(rest);
      rest = ' ';
      octets = 1;
    }
    rest += character;
    octets += more;
  }
  return [...lines, rest].join(CRLF);
};

const GUEST = 'CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE';

/** The meeting as an iTIP message (RFC 5546): an invitation, the same meeting at another time, or its end. */
export const calendarOf = (meeting: Meeting): CalendarPart => {
  const endsAt = new Date(Date.parse(meeting.startsAt) + meeting.minutes * 60_000).toISOString();
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tandem//Partner program//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${meeting.method}`,
    'BEGIN:VEVENT',
    `UID:${escaped(meeting.uid)}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.writtenAt)}`,
    `DTSTART:${utc(meeting.startsAt)}`,
    `DTEND:${utc(endsAt)}`,
    `SUMMARY:${escaped(meeting.summary)}`,
    `DESCRIPTION:${escaped(meeting.description)}`,
    `URL:${meeting.url}`,
    `ORGANIZER;CN=${quoted(meeting.organizer.name)}:mailto:${meeting.organizer.email}`,
    ...meeting.attendees.map(({ name, email }) => `ATTENDEE;${GUEST};CN=${quoted(name)}:mailto:${email}`),
    `STATUS:${meeting.method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return { method: meeting.method, content: `${lines.map(folded).join(CRLF)}${CRLF}` };
};
