import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Rendered } from '../render.tsx';
import { headerSafe, mailboxOnly } from './header.ts';
import { written } from './mime.ts';

export interface Mailbox {
  readonly name: string;
  readonly email: string;
}

export interface Envelope {
  /** Key of the letter's order: the same letter is the same message, byte for byte. */
  readonly key: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly replyTo?: Mailbox | undefined;
  /** Makes it a letter with one-click unsubscribe (RFC 8058). */
  readonly unsubscribeUrl?: string | undefined;
  readonly at: Date;
  /** Bytes of the letter's pictures, by `cid`. One that is missing leaves its description. */
  readonly pictures?: ReadonlyMap<string, Uint8Array> | undefined;
}

export interface Message {
  readonly raw: Buffer;
  /** Whom SES hands it to, whatever the headers say. */
  readonly destinations: readonly string[];
  readonly source: string;
}

/** Builds the MIME message: text and HTML, and no header that a stranger's name could break out of. */
export const buildMessage = (letter: Rendered, envelope: Envelope): Message => {
  const { composer, source, destinations } = compose(letter, envelope);
  return { raw: written(composer.compile()), destinations, source };
};

export const compose = (letter: Rendered, envelope: Envelope) => {
  const mailbox = (what: string, { name, email }: Mailbox) => ({
    name: headerSafe(`name of the ${what}`, name),
    address: mailboxOnly(`address of the ${what}`, email),
  });
  const from = mailbox('sender', envelope.from);
  const to = envelope.to.map((one) => mailbox('recipient', one));
  const trace = createHash('sha256').update(envelope.key).digest('hex').slice(0, 32);
  const composer = new MailComposer({
    from,
    to,
    ...(envelope.replyTo ? { replyTo: mailbox('manager', envelope.replyTo) } : {}),
    subject: headerSafe('subject', letter.subject),
    text: letter.text,
    html: letter.html,
    date: envelope.at,
    messageId: `<${trace}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    baseBoundary: trace,
    // Said, not found out by reading the letter twice.
    textEncoding: 'quoted-printable',
    headers: { ...AUTOMATIC, ...unsubscribeHeaders(envelope.unsubscribeUrl) },
    ...calendarOf(letter),
    attachments: picturesOf(letter, envelope),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { composer, destinations: to.map(({ address }) => address), source: from.address };
};

/** Lines of a calendar end in CR LF and are folded already: base64 leaves them as they are. */
const calendarOf = ({ calendar }: Rendered) =>
  calendar
    ? {
        alternatives: [
          {
            contentType: `text/calendar; charset=utf-8; method=${calendar.method}`,
            contentTransferEncoding: 'base64' as const,
            content: calendar.content,
          },
        ],
      }
    : {};

/** Between the letter's text and its HTML and shown there, not hung on as files. */
const picturesOf = ({ pictures = [] }: Rendered, envelope: Envelope) =>
  pictures.flatMap(({ cid }) => {
    const bytes = envelope.pictures?.get(cid);
    if (!bytes) return [];
    const filename = `${headerSafe('name of the picture', cid)}.png`;
    const content = Buffer.from(bytes);
    return [{ cid, filename, content, contentType: 'image/png', contentDisposition: 'inline' as const }];
  });

/** RFC 3834: holiday notices need not answer. */
const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

const unsubscribeHeaders = (url: string | undefined): Record<string, string | { prepared: true; value: string }> =>
  url === undefined
    ? {}
    : {
        // Prepared: a fold in the middle of the address would break the link.
        'List-Unsubscribe': { prepared: true, value: `<${headerSafe('unsubscribe link', url)}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
