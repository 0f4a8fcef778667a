import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { safeLink } from '../../functions/email/layout/links.ts';
import { type LetterContext, LetterFlaw } from '../../functions/email/letter.ts';
import { letters } from '../../functions/email/letters/index.ts';
import { renderLetter } from '../../functions/email/render.tsx';
import { sampleContext } from '../../functions/email/sample-context.ts';
import { buildMessage } from '../../functions/email/sending/message.ts';

const render = (name: string, data: unknown, change: Partial<LetterContext> = {}) => {
  const letter = letters[name];
  if (!letter) throw new Error(name);
  const unsubscribeUrl = letter.kind === 'journey' ? sampleContext.unsubscribeUrl : undefined;
  return renderLetter(letter, data, { ...sampleContext, unsubscribeUrl, ...change });
};
const envelope = {
  key: 'k',
  from: { name: 'Acme Partners', email: 'partners@acme.example' },
  to: [{ name: 'Ann', email: 'ann@x.example' }],
  at: new Date('2027-01-05T16:30:00.000Z'),
};
const flawOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof LetterFlaw) return error.flaw;
    throw error;
  }
  return 'none';
};

describe('What a stranger typed stays text (row 25)', () => {
  test.each([
    ['an image', '<img src=x onerror=alert(1)>'],
    ['a closing quote and a tag', '"><b>bold</b>'],
    ['a script', '</title><script>alert(1)</script>'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a stranger types
    ['template words', '{{secret}} ${x} {% x %} <%= y %>'],
  ])('%s', (_, company) => {
    for (const name of ['welcome-partner', 'decision-needed', 'sunset'] as const) {
      const { html, text, subject } = render(name, letters[name]?.sample, { company, name: company });
      expect(html).not.toMatch(/<img|<b>bold|<script/);
      expect(`${html}${subject}`).not.toContain('[object');
      expect(text.replaceAll(/\s+/g, ' ')).toContain(company.replaceAll(/\s+/g, ' '));
    }
  });

  test('a reason with markup is shown as it was typed, line for line', () => {
    const { html, text } = render('application-declined', { reason: 'a < b & c\n<a href="javascript:x">d</a>' });
    expect(html).toContain('a &lt; b &amp; c');
    expect(html).not.toContain('<a href="javascript');
    expect(text).toContain('<a href="javascript:x">d</a>');
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'http://plain.example',
    'https://a@evil.example',
    'https://x.example/\u202e',
    '//x.example',
    'not a link',
  ])('the website %s is left out', (website) => {
    const { html, text } = render('decision-needed', letters['decision-needed']?.sample, { website });
    expect(`${html}${text}`).not.toContain(website);
    expect(text).toContain('Partner: Ruiz & Lindqvist Consulting\n');
  });

  test('a link that is no link stops the letter at the last gate', async () => {
    expect(await flawOf(() => render('program-guide', {}, { unsubscribeUrl: 'javascript:alert(1)' }))).toBe(
      'unsafe-link',
    );
  });

  test('no text that gets into a letter makes a link that is neither https nor mailto', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('javascript:1', '"><a href="x:y">')), (typed) => {
        const { html } = render('decision-needed', letters['decision-needed']?.sample, {
          website: typed,
          company: `c${typed}`,
        });
        for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(https:|mailto:)/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Names that are missing, long or written the other way (row 26)', () => {
  test.each([
    ['an empty name', { name: '' }],
    ['a name of blanks', { name: '   ' }],
    ['no company where it is needed', { company: undefined }],
    ['no postal address', { program: { ...sampleContext.program, postalAddress: '' } }],
  ])('%s stops the letter before it is sent', async (_, change) => {
    expect(await flawOf(() => render('welcome-partner', { tier: 'Silver' }, change))).toBe('invalid-data');
  });

  test('a name of 300 letters is kept whole, and short in the subject', () => {
    const long = 'Ä'.repeat(300);
    expect(render('onboarded', {}, { name: long }).html).toContain(long);
    expect(render('contact-unreachable', {}, { company: long }).subject).toBe(
      `Letters to ${'Ä'.repeat(59)}… come back`,
    );
  });

  test('a name that reads from right to left does not turn the sentence around', () => {
    const { html, text } = render('onboarded', {}, { name: 'دانا', company: 'شركة دانا' });
    expect(html).toContain('<bdi dir="auto">دانا</bdi>');
    expect(text).toContain('Hi دانا,');
  });

  test('a letter that Gmail would cut off is not sent', async () => {
    const context = { program: { ...sampleContext.program, name: 'x'.repeat(1000) } };
    const letter = letters['application-declined'];
    const huge = {
      ...letter,
      compose: () => ({ ...letter?.compose({ reason: 'r' }, sampleContext), preheader: 'x'.repeat(110_000) }),
    };
    expect(await flawOf(() => renderLetter(huge as never, {}, { ...sampleContext, ...context }))).toBe('too-large');
  });
});

describe('Headers (row 24)', () => {
  const rendered = render('onboarded', {});
  test.each([
    ['a line feed in the name', { to: [{ name: 'Ann\r\nBcc: x@y.example', email: 'c@d.example' }] }],
    ['a line feed in the address', { to: [{ name: 'Ann', email: 'c@d.example\r\nBcc: e@f.example' }] }],
    ['a NUL in the name', { to: [{ name: 'Ann\0', email: 'c@d.example' }] }],
    ['two addresses in one', { to: [{ name: 'Ann', email: 'c@d.example, e@f.example' }] }],
    ['a group', { to: [{ name: 'Ann', email: 'all:c@d.example;' }] }],
    ['an override of direction', { to: [{ name: '\u202egnp.exe', email: 'c@d.example' }] }],
    ['a line feed in the program', { from: { name: 'Acme\nTo: x@y.example', email: 'a@b.example' } }],
    ['a line feed in the reply address', { replyTo: { name: 'M', email: 'm@b.example\n' } }],
    ['a line feed in the unsubscribe link', { unsubscribeUrl: 'https://x.example/\r\nBcc: e@f.example' }],
  ])('%s is refused', async (_, change) => {
    expect(await flawOf(() => buildMessage(rendered, { ...envelope, ...change }))).toBe('unsafe-header');
  });

  test('a subject from a company with line breaks becomes one line', async () => {
    const subject = render('contact-unreachable', {}, { company: 'A\nBcc: x@y.example' }).subject;
    expect(subject).toBe('Letters to A Bcc: x@y.example come back');
  });

  test('whatever a name is, the letter has exactly its own headers and recipient', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), async (name) => {
        const build = () => buildMessage(rendered, { ...envelope, to: [{ name, email: 'ann@x.example' }] });
        if ((await flawOf(build)) === 'unsafe-header') return;
        const message = await build();
        const mail = await simpleParser(message.raw);
        expect(message.destinations).toEqual(['ann@x.example']);
        expect(mail.bcc).toBeUndefined();
        expect(mail.headers.has('x-injected')).toBe(false);
        expect([mail.to].flat().flatMap((to) => to?.value.map((one) => one.address))).toEqual(['ann@x.example']);
      }),
      { numRuns: 80 },
    );
  });
});

describe('Links', () => {
  test('plain http is for a site on this machine alone', () => {
    expect(safeLink('http://localhost:4567/portal', 'http://localhost:4567')).toBe('http://localhost:4567/portal');
    expect(safeLink('http://127.0.0.1:4567/', 'http://localhost:4567')).toBe('http://127.0.0.1:4567/');
    expect(safeLink('http://localhost:4567/portal', 'https://partners.acme.example')).toBeUndefined();
    expect(safeLink('http://acme.example', 'http://localhost:4567')).toBeUndefined();
  });
});
