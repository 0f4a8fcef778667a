import type { VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';
import * as z from 'zod';
import { Frame } from './layout/frame.tsx';
import { safeLink } from './layout/links.ts';
import { P, Said } from './layout/parts.tsx';
import { plainText } from './layout/plain.ts';
import { colour, font, wraps } from './layout/style.ts';
import {
  type CalendarPart,
  type Composed,
  companyOf,
  type Inline,
  type Letter,
  type LetterContext,
  LetterFlaw,
} from './letter.ts';

export interface Rendered {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly pictures?: readonly Inline[] | undefined;
  readonly calendar?: CalendarPart | undefined;
}

/** Gmail cuts a letter off at 102 KB, and the unsubscribe link with it. */
const MAX_HTML_BYTES = 102 * 1024;
const words = z.string().trim().min(1).max(1000);

/** What a letter must know; an empty name or a missing program would read "Hi undefined". */
const known = z.object({
  program: z.object({ name: words, address: words, siteUrl: z.url(), postalAddress: words, zone: words }),
  name: words.optional(),
  company: words.optional(),
  website: z.string().optional(),
  partnerId: words.optional(),
  host: z.object({ name: words, email: words }).optional(),
  signInMinutes: z.int().min(1),
  verificationHours: z.int().min(1),
  unsubscribeUrl: words.optional(),
});

/**
 * Writes a letter: HTML of less than 102 KB, the same as text, and a subject in one line. Everything is escaped, and
 * no link but https and mailto gets out. Throws `LetterFlaw` before anything is sent.
 */
export const renderLetter = (letter: Letter, data: unknown, context: LetterContext): Rendered => {
  const composed = compose(letter, data, context);
  const subject = composed.subject.replace(/\s+/g, ' ').trim();
  const body = (
    <>
      <Greeting name={context.name} />
      {composed.body}
      {letter.reader === 'team' ? null : <SignOff letter={letter} context={context} />}
    </>
  );
  const because = reasonFor(letter, context);
  const html = `<!doctype html>${markup(
    <Frame
      subject={subject}
      preheader={composed.preheader}
      program={context.program}
      because={because}
      unsubscribeUrl={context.unsubscribeUrl}
    >
      <Title>{composed.title}</Title>
      {body}
    </Frame>,
  )}`;
  checkLinks(html, context.program.siteUrl, composed.pictures);
  if (Buffer.byteLength(html) > MAX_HTML_BYTES) throw new LetterFlaw('too-large', 'The letter is over 102 KB.');
  const text = `${plainText(markup(body))}\n\n-- \n${footText(because, context)}\n`;
  const { preheader, pictures, calendar } = composed;
  return { subject, preheader, html, text, pictures, calendar };
};

const markup = (node: VNode): string => renderToStaticMarkup(node);

const compose = (letter: Letter, data: unknown, context: LetterContext): Composed => {
  try {
    known.parse(context);
    return letter.compose(data, context);
  } catch (error) {
    if (error instanceof z.ZodError) throw new LetterFlaw('invalid-data', z.prettifyError(error).replaceAll('\n', ' '));
    throw error;
  }
};

/** The last gate, over every link however it came in: the parts drop bad ones, this refuses the letter. */
const checkLinks = (html: string, siteUrl: string, pictures: readonly Inline[]): void => {
  const enclosed = new Set(pictures.map(({ cid }) => `cid:${cid}`));
  for (const [, quoted] of html.matchAll(/\s(?:href|src|action|background)\s*=\s*"([^"]*)"/gi)) {
    const link = (quoted ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<');
    if (!enclosed.has(link) && safeLink(link, siteUrl) === undefined)
      throw new LetterFlaw('unsafe-link', 'A link is neither https nor mailto.');
  }
};

const Title = ({ children }: { readonly children: string }) => (
  <h1
    style={`margin:0 0 20px;font-family:${font};font-size:24px;line-height:1.25;font-weight:650;letter-spacing:-0.2px;color:${colour.ink};${wraps}`}
  >
    {children}
  </h1>
);

const Greeting = ({ name }: { readonly name: string | undefined }) => (
  <P>{name === undefined ? 'Hello,' : <>Hi {<Said>{name}</Said>},</>}</P>
);

const SignOff = ({ letter, context }: { readonly letter: Letter; readonly context: LetterContext }) => {
  const signer = letter.reader === 'partner' ? context.host?.name : undefined;
  return (
    <P>
      {signer === undefined ? `The ${context.program.name} team` : signer}
      {signer === undefined ? null : (
        <>
          <br />
          {context.program.name}
        </>
      )}
    </P>
  );
};

const reasonFor = (letter: Letter, context: LetterContext): string => {
  const { program } = context;
  switch (letter.reader) {
    case 'applicant':
      return `You get this letter because this address was used to apply to ${program.name}.`;
    case 'team':
      return `You get this letter because you are on the team of ${program.name}.`;
    case 'account':
      return `You get this letter because this address signs in to ${program.name}.`;
    case 'partner':
      return `You get this letter because ${companyOf(context)} is with ${program.name}.`;
  }
};

const footText = (because: string, { program, unsubscribeUrl }: LetterContext): string =>
  [
    because,
    `${program.name} · ${program.postalAddress}`,
    ...(unsubscribeUrl ? [`Unsubscribe from tips and reminders: ${unsubscribeUrl}`] : []),
  ].join('\n');
