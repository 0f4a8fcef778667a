import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, folded, type Meeting } from '../../functions/email/calendar.ts';

const meeting: Meeting = {
  uid: 'review-01JGZX3M5N8Q2R4T6V8W0Y1A3B-2027-Q1@acme.example',
  sequence: 0,
  method: 'REQUEST',
  startsAt: '2027-04-21T13:00:00.000Z',
  minutes: 60,
  writtenAt: '2027-04-01T10:30:00.000Z',
  summary: 'Business review Q1 2027: Ruiz & Lindqvist, Consulting; and Acme',
  description: 'Line one\nLine two: 100% \\ done',
  url: 'https://partners.acme.example/portal/business-reviews/2027-Q1',
  organizer: { name: 'Acme Partners', email: 'partners@acme.example' },
  attendees: [
    { name: 'Ana "Ann" Ruíz', email: 'ana@ruiz.example' },
    { name: 'Mara Vogel', email: 'mara@acme.example' },
  ],
};
/** As RFC 5545 3.1 says to read it. */
const unfolded = (content: string): readonly string[] => content.replaceAll('\r\n ', '').split('\r\n');

describe('An invitation to a meeting (RFC 5545)', () => {
  test('is what calendars expect, line by line', () => {
    const { method, content } = calendarOf(meeting);
    expect(method).toBe('REQUEST');
    expect(unfolded(content)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tandem//Partner program//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:review-01JGZX3M5N8Q2R4T6V8W0Y1A3B-2027-Q1@acme.example',
      'SEQUENCE:0',
      'DTSTAMP:20270401T103000Z',
      'DTSTART:20270421T130000Z',
      'DTEND:20270421T140000Z',
      'SUMMARY:Business review Q1 2027: Ruiz & Lindqvist\\, Consulting\\; and Acme',
      'DESCRIPTION:Line one\\nLine two: 100% \\\\ done',
      'URL:https://partners.acme.example/portal/business-reviews/2027-Q1',
      'ORGANIZER;CN="Acme Partners":mailto:partners@acme.example',
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Ana ^\'Ann^\' Ruíz":mailto:ana@ruiz.example',
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Mara Vogel":mailto:mara@acme.example',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('a meeting that is off keeps its name, has a higher sequence and leaves the calendar', () => {
    const { method, content } = calendarOf({ ...meeting, sequence: 3, method: 'CANCEL' });
    expect(method).toBe('CANCEL');
    const lines = unfolded(content);
    expect(lines).toContain('METHOD:CANCEL');
    expect(lines).toContain('SEQUENCE:3');
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines).toContain('UID:review-01JGZX3M5N8Q2R4T6V8W0Y1A3B-2027-Q1@acme.example');
  });

  test('no line has more than 75 octets, none is broken within a letter, and unfolding gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (words) => {
        const line = `SUMMARY:${words.replaceAll(/[\r\n]/g, '')}`;
        const lines = folded(line).split('\r\n');
        expect(Math.max(...lines.map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(75);
        expect(lines.map((one, index) => (index === 0 ? one : one.slice(1))).join('')).toBe(line);
      }),
    );
  });

  test('nothing that a stranger typed begins a line of its own', () => {
    const name = 'Ann\r\nATTENDEE:mailto:x@y.example';
    const { content } = calendarOf({ ...meeting, summary: name, organizer: { name, email: 'a@b.example' } });
    expect(unfolded(content).filter((one) => one.startsWith('ATTENDEE:'))).toEqual([]);
    expect(unfolded(content)).toContain('SUMMARY:Ann\\nATTENDEE:mailto:x@y.example');
  });
});
