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
