/** The inbox: every letter the program sent, on one page that also works on a phone. */
import type { Clock } from '../clock.ts';
import type { Inbox, Letter } from '../services/types.ts';
import { plain, type SiteReply, type SiteRequest } from '../site/reply.ts';
import { SCRIPT, STYLE } from './assets.ts';
import { letterBody } from './body.ts';
import { isView, listRows, page } from './pages.ts';

interface Desk {
  readonly inbox: Inbox;
  readonly clock: Clock;
}

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export const createInboxPages =
  ({ inbox, clock }: Desk) =>
  async (request: SiteRequest): Promise<SiteReply> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'The inbox is only for reading.');
    const [, , id, part] = request.path.split('/');
    const query = new URLSearchParams(request.query);
    const search = (query.get('q') ?? '').trim();
    if (id === 'style.css') return asset('text/css', STYLE);
    if (id === 'script.js') return asset('text/javascript', SCRIPT);
    if (id === 'newest') return plain(200, await fingerprint(inbox));
    const letter = id && id !== 'list' ? await inbox.find(decodeURIComponent(id)) : undefined;
    if (letter && part === 'body') return letterBody(letter);
    if (letter && part === 'message.eml') return download(letter);
    if (id && id !== 'list' && !letter) return plain(404, 'There is no such letter.');
    const found = search === '' ? await inbox.all() : (await inbox.all()).filter((one) => mentions(one, search));
    const newest = [...found].reverse();
    if (id === 'list') return document(listRows(newest, undefined, search, Number(query.get('more') ?? 0)).text);
    const wanted = query.get('view') ?? '';
    const view = isView(wanted) ? wanted : 'letter';
    return document(page({ letters: newest, letter, search, view, now: clock.now(), total: inbox.count() }).text);
  };

/** Changes whenever the list would look different. */
const fingerprint = async (inbox: Inbox): Promise<string> => {
  const letters = await inbox.all();
  return `${letters.length}/${letters.at(-1)?.id}/${letters.reduce((sum, letter) => sum + letter.feedback.length, 0)}`;
};

/** Every word must be somewhere in the addresses, the subject or the text. */
const mentions = (letter: Letter, search: string): boolean => {
  const all = [letter.from, letter.to, ...letter.destinations, letter.subject, letter.text].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
};

const document = (body: string): SiteReply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body,
});

const asset = (type: string, body: string): SiteReply => ({
  status: 200,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
  body,
});

const download = (letter: Letter): SiteReply => ({
  status: 200,
  headers: {
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="letter-${letter.id.slice(-20)}.eml"`,
  },
  body: letter.raw,
});
