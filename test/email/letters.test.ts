import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Letter, type LetterContext, LetterFlaw } from '../../functions/email/letter.ts';
import { letters } from '../../functions/email/letters/index.ts';
import { renderLetter } from '../../functions/email/render.tsx';
import { sampleContext } from '../../functions/email/sample-context.ts';

const all = Object.entries(letters);
const contextFor = (letter: Letter): LetterContext => ({
  ...sampleContext,
  name: letter.reader === 'team' ? undefined : sampleContext.name,
  unsubscribeUrl: letter.kind === 'journey' ? sampleContext.unsubscribeUrl : undefined,
});
const written = (letter: Letter, data: unknown = letter.sample) => renderLetter(letter, data, contextFor(letter));
const hrefs = (html: string): string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');

describe.each(all)('The letter %s', (name, letter) => {
  const { subject, preheader, html, text } = written(letter);

  test('reads as agreed', async () => {
    await expect(html.replaceAll('<tr', '\n<tr').replaceAll('<p', '\n<p')).toMatchFileSnapshot(
      `golden/${name}.golden.html`,
    );
    await expect(`Subject: ${subject}\nPreview: ${preheader}\n\n${text}`).toMatchFileSnapshot(
      `golden/${name}.golden.txt`,
    );
  });

  test('has a subject that a phone shows whole, and says in it nothing that the preview repeats', () => {
    expect(subject.length).toBeLessThanOrEqual(78);
    expect(preheader).not.toBe(subject);
  });

  test('fits into Gmail and says nothing that is not known', () => {
    expect(Buffer.byteLength(html)).toBeLessThan(102 * 1024);
    for (const part of [subject, preheader, html, text])
      expect(part).not.toMatch(/undefined|\bnull\b|NaN|\[object|Invalid Date/);
  });

  test('says as text what it says as HTML: every link is in both', () => {
    for (const href of hrefs(html)) {
      if (href === `${sampleContext.program.siteUrl}/` || href === sampleContext.program.siteUrl) continue;
      expect(text.replaceAll('\n', '')).toContain(href.replaceAll('&amp;', '&'));
    }
    expect(text).toContain(sampleContext.program.postalAddress);
  });

  test('asks for one thing at most', () => {
    expect(html.match(/class="button"/g)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test('can be unsubscribed exactly where it is not transactional', () => {
    expect(html.includes('/api/unsubscribe/')).toBe(letter.kind === 'journey');
    expect(text.includes('/api/unsubscribe/')).toBe(letter.kind === 'journey');
  });

  test('refuses data with a field missing, null or too many, before anything is sent', () => {
    const sample = Object.entries(letter.sample as Record<string, unknown>);
    expect(() => written(letter, { ...Object.fromEntries(sample), more: 1 })).toThrow(LetterFlaw);
    for (const [field] of sample) {
      expect(() => written(letter, { ...Object.fromEntries(sample), [field]: null })).toThrow(LetterFlaw);
    }
  });
});

test('each folder of a letter is in the catalogue under its name', () => {
  const folders = readdirSync(new URL('../../functions/email/letters', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  expect(Object.keys(letters).sort()).toEqual(folders.sort());
});

describe('Letters with more than one way to read', () => {
  const text = (name: string, data: unknown): string => {
    const letter = letters[name];
    if (!letter) throw new Error(name);
    return written(letter, data).text;
  };

  test.each([
    ['a nominated company is invited', 'verify-address', { tokenId: 'T', nominated: true }, 'suggested you'],
    ['a known address is told to sign in', 'sign-in', { tokenId: 'T', known: true }, 'no need to apply again'],
    [
      'the technical course ends in a lab',
      'certification-invitation',
      { track: 'technical', dueOn: '2027-01-20T00:00:00.000Z' },
      'hands-on lab',
    ],
    [
      'no attempts left means a talk',
      'certification-failed',
      { track: 'sales', correct: 9, needed: 16, attemptsLeft: 0 },
      'partner manager to get in touch',
    ],
    [
      'a lab has no score',
      'certification-passed',
      { track: 'technical', expiresOn: '2028-01-20T00:00:00.000Z' },
      'You passed the technical certification.',
    ],
    [
      'trouble in the first month is named',
      'affiliate-review',
      { outcome: 'troubleshoot', missing: ['agreement', 'first-click'] },
      '1. Accept the agreement',
    ],
  ])('%s', (_, name, data, words) => {
    expect(text(name, data).replaceAll('\n', ' ')).toContain(words);
  });

  test.each(['O1', 'O2', 'O3', 'O4', 'O5'])('a nudge for %s says what to do', (milestone) => {
    expect(text('milestone-nudge', { milestone, dueOn: '2027-01-12T23:30:00.000Z' })).toContain('13 January 2027');
  });
});
