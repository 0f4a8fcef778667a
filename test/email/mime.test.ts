import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { letters } from '../../functions/email/letters/index.ts';
import { renderLetter } from '../../functions/email/render.tsx';
import { sampleContext } from '../../functions/email/sample-context.ts';
import { buildMessage, compose, type Envelope } from '../../functions/email/sending/message.ts';

const envelope: Envelope = {
  key: 'P/1/onboarding/guide',
  from: { name: 'Acme Partners', email: 'partners@acme.example' },
  to: [{ name: 'Ána Ruiz', email: 'ana@ruiz.example' }],
  replyTo: { name: 'Mara Vogel', email: 'mara@acme.example' },
  unsubscribeUrl: 'https://partners.acme.example/api/unsubscribe/x.y',
  at: new Date('2027-01-05T16:30:00.000Z'),
};

/** Written by nodemailer's streams. */
const theirs = async (letter: Parameters<typeof compose>[0]): Promise<string> =>
  String(await compose(letter, envelope).composer.compile().build());

describe('A message is, byte for byte, what nodemailer writes', () => {
  test.each(Object.entries(letters))('%s', async (_, letter) => {
    const rendered = renderLetter(letter, letter.sample, sampleContext);
    expect(String(buildMessage(rendered, envelope).raw)).toBe(await theirs(rendered));
  });

  test('with pictures and an invitation in it', async () => {
    const letter = letters['review-package'];
    if (!letter) throw new Error('There is no such letter.');
    const rendered = renderLetter(letter, letter.sample, sampleContext);
    const pictures = new Map([['revenue-usd', Uint8Array.from({ length: 5_000 }, (_, index) => index % 251)]]);
    const own = String(buildMessage(rendered, { ...envelope, pictures }).raw);
    expect(own).toBe(
      String(
        await compose(rendered, { ...envelope, pictures })
          .composer.compile()
          .build(),
      ),
    );
    expect(own).toMatch(/^Content-ID: <revenue-usd>\r$/im);
    expect(own).toContain('Content-Type: text/calendar; charset=utf-8; method=REQUEST');
    expect(own.match(/Content-Type: multipart\/[a-z]+/g)).toEqual([
      'Content-Type: multipart/alternative',
      'Content-Type: multipart/related',
    ]);
  });

  test('whatever the words are', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(words, words, async (text, html) => {
        const rendered = { subject: 'A subject', preheader: '', text: `${text}.\n`, html: `<p>${html}</p>` };
        expect(String(buildMessage(rendered, envelope).raw)).toBe(await theirs(rendered));
      }),
      { numRuns: 200 },
    );
  });
});
