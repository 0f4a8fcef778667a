import type { Letter } from '../types.ts';
import type { Kept } from './letters.ts';
import { headersOf, linksIn } from './message.ts';

interface Content {
  readonly html: string;
  readonly text: string;
}

/**
 * A letter that is read as far as somebody looks, and each time: simulations bring many, and look into few. It reads what nodemailer
 * writes (UTF-8, one or two parts, quoted-printable or base64); `Inbox.all` reads every message there is.
 */
export class Arrived implements Letter {
  readonly #kept: Kept;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  get id(): string {
    return this.#kept.id;
  }

  get at(): number {
    return this.#kept.at;
  }

  get source(): string {
    return this.#kept.source;
  }

  get destinations(): readonly string[] {
    return this.#kept.destinations;
  }

  get configurationSet(): string | undefined {
    return this.#kept.configurationSet ?? undefined;
  }

  get tags(): Readonly<Record<string, string>> {
    return this.#kept.tags;
  }

  get feedback(): Letter['feedback'] {
    return this.#kept.feedback;
  }

  get raw(): Uint8Array {
    return this.#kept.raw;
  }

  get headers(): Readonly<Record<string, string>> {
    return headersOf(this.#kept.raw);
  }

  get from(): string {
    return decodedWords(this.headers.from ?? '');
  }

  get to(): string {
    return decodedWords(this.headers.to ?? '');
  }

  get subject(): string {
    return decodedWords(this.headers.subject ?? '');
  }

  get html(): string {
    return this.#read().html;
  }

  get text(): string {
    return this.#read().text;
  }

  get links(): readonly string[] {
    const { html, text } = this.#read();
    return linksIn(html, text);
  }

  #read(): Content {
    return contentOf(Buffer.from(this.#kept.raw).toString('latin1'));
  }
}

const contentOf = (message: string): Content => {
  const [head, body] = split(message);
  const boundary = /^content-type:\s*multipart\/[^;]+;.*?boundary="?([^";\r\n]+)/ims.exec(head)?.[1];
  const parts = boundary === undefined ? [message] : body.split(`--${boundary}`).slice(1, -1);
  let [html, text] = ['', ''];
  for (const part of parts.map((one) => one.replace(/^\r\n/, '').replace(/\r\n$/, ''))) {
    const [partHead, partBody] = split(part);
    const decoded = decodedBody(partHead, partBody).replaceAll('\r\n', '\n');
    if (/^content-type:\s*text\/html/im.test(partHead)) html = decoded;
    else text = decoded;
  }
  return { html, text };
};

const split = (message: string): readonly [string, string] => {
  const at = message.indexOf('\r\n\r\n');
  return at < 0 ? [message, ''] : [message.slice(0, at), message.slice(at + 4)];
};

/** Bytes are held as Latin-1 text until they are decoded. */
const decodedBody = (head: string, body: string): string => {
  const encoding = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding === 'quoted-printable') return quotedPrintable(body.replace(/=\r\n/g, ''));
  return Buffer.from(body, 'latin1').toString('utf8');
};

const quotedPrintable = (text: string): string => {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

/** RFC 2047. */
const decodedWords = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : quotedPrintable(word.replaceAll('_', ' ')),
    );
