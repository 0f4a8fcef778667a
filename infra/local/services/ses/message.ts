import { simpleParser } from 'mailparser';
import type { Letter } from '../types.ts';

/** The header block of a message, unfolded: lower-case name and value, in order. Cheap: the body is not looked at. */
export const headerLines = (raw: Uint8Array): readonly (readonly [string, string])[] => {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const crlf = bytes.indexOf('\r\n\r\n');
  const lf = bytes.indexOf('\n\n');
  const ends = [crlf, lf].filter((at) => at >= 0);
  const block = bytes.subarray(0, ends.length > 0 ? Math.min(...ends) : bytes.length).toString('utf8');
  const unfolded = block.replaceAll('\r\n', '\n').replace(/\n[ \t]+/g, ' ');
  return unfolded.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
  });
};

/** First value of a header of the block, or undefined. */
export const headerOf = (lines: readonly (readonly [string, string])[], name: string): string | undefined =>
  lines.find(([key]) => key === name)?.[1];

type Parsed = Pick<Letter, 'from' | 'to' | 'subject' | 'html' | 'text' | 'headers' | 'links'>;

/** What a mail program would show of the message. */
export const parseMessage = async (raw: Uint8Array): Promise<Parsed> => {
  const mail = await simpleParser(Buffer.from(raw), {
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipImageLinks: false,
  });
  const html = mail.html || '';
  const text = mail.text ?? '';
  const to = Array.isArray(mail.to) ? mail.to.map((address) => address.text).join(', ') : (mail.to?.text ?? '');
  return {
    from: mail.from?.text ?? '',
    to,
    subject: mail.subject ?? '',
    html,
    text,
    headers: headersOf(raw),
    links: linksIn(html, text),
  };
};

export const headersOf = (raw: Uint8Array): Readonly<Record<string, string>> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of headerLines(raw)) headers[name] = name in headers ? `${headers[name]}\n${value}` : value;
  return headers;
};

export const linksIn = (html: string, text: string): readonly string[] => {
  const found = html
    ? [...html.matchAll(/\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map((match) =>
        decodeEntities(match[1] ?? match[2] ?? ''),
      )
    : [...text.matchAll(/\b(?:https?:\/\/|mailto:)[^\s<>"')\]]+/gi)].map((match) => match[0].replace(/[.,;:!?]+$/, ''));
  return [...new Set(found.filter((link) => /^(https?:|mailto:)/i.test(link)))];
};

const decodeEntities = (value: string): string =>
  value
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
