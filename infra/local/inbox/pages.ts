import type { Letter } from '../services/types.ts';
import { html, Markup } from './html.ts';

export const VIEWS = ['letter', 'text', 'links', 'headers'] as const;
export type View = (typeof VIEWS)[number];
export const isView = (text: string): text is View => VIEWS.some((view) => view === text);

const TAB: Readonly<Record<View, string>> = { letter: 'Letter', text: 'Text', links: 'Links', headers: 'Headers' };
const PAGE_SIZE = 100;

interface Shown {
  /** Newest first. */
  readonly letters: readonly Letter[];
  readonly letter: Letter | undefined;
  readonly search: string;
  readonly view: View;
  /** ms since the epoch. */
  readonly now: number;
  readonly total: number;
}

export const page = (shown: Shown): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${shown.letter ? `${shown.letter.subject} · Inbox` : 'Inbox'}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/inbox/style.css">
<script src="/inbox/script.js" defer></script>
</head>
<body class="${shown.letter ? 'reading' : 'listing'}">
<a class="skip" href="#content">Skip to the letters</a>
<header>
  <a class="name" href="/inbox">Inbox</a>
  <form action="/inbox" role="search">
    <label class="hidden" for="q">Search letters</label>
    <input id="q" name="q" type="search" value="${shown.search}" placeholder="Search address, subject, text" autocomplete="off">
  </form>
  <div class="clock" aria-label="Time on this machine">
    <time id="now" datetime="${new Date(shown.now).toISOString()}">${longTime(shown.now)}</time>
    <span class="moves">
      <button type="button" data-move="next" title="Go to the next moment somebody waits for">Next due</button>
      <button type="button" data-move="day">+1 day</button>
      <button type="button" data-move="week">+1 week</button>
    </span>
    <span id="moved" role="status"></span>
  </div>
</header>
<main id="content">
  <nav id="list" aria-label="Letters" data-total="${shown.total}">${listRows(shown.letters, shown.letter?.id, shown.search, 0)}</nav>
  <article>${shown.letter ? letterView(shown.letter, shown.view, shown.search) : nothingChosen(shown)}</article>
</main>
</body>
</html>`;

const nothingChosen = ({ letters }: Shown): Markup =>
  html`<p class="empty">${letters.length === 0 ? '' : `Choose a letter to read it. None of them leaves this machine.`}</p>`;

/** The letters as links, under the day on which they were sent. */
export const listRows = (
  letters: readonly Letter[],
  chosen: string | undefined,
  search: string,
  from: number,
): Markup => {
  if (letters.length === 0) {
    const words =
      search === ''
        ? 'No letters yet. Send the sign-up form, and the first one is here at once.'
        : `No letter mentions “${search}”.`;
    return html`<p class="empty">${words}</p>${search === '' ? undefined : html`<p class="empty"><a href="/inbox">Show all letters</a></p>`}`;
  }
  const rows = letters.slice(0, from + PAGE_SIZE).map((letter, n) => {
    const previous = letters[n - 1];
    const newDay = !previous || day(previous.at) !== day(letter.at);
    return html`${newDay ? html`<h2>${day(letter.at)}</h2>` : undefined}${row(letter, letter.id === chosen, search)}`;
  });
  const more = letters.length > from + PAGE_SIZE;
  const next = `/inbox/list?more=${from + PAGE_SIZE}&q=${encodeURIComponent(search)}`;
  return html`${rows}${more ? html`<p class="empty"><a class="more" href="${next}" data-more>Show older letters</a></p>` : undefined}`;
};

const row = (
  letter: Letter,
  chosen: boolean,
  search: string,
): Markup => html`<a class="row" href="${address(letter, 'letter', search)}"${
  chosen ? new Markup(' aria-current="page"') : undefined
}>
  <span class="to">${letter.destinations.join(', ')}</span><time>${clockTime(letter.at)}</time>
  <span class="line"><span class="subject">${letter.subject || '(no subject)'}</span>${feedbackPills(letter)}</span>
</a>`;

const feedbackPills = (letter: Letter): Markup | undefined => {
  const kinds = [
    ...new Set(letter.feedback.map((one) => one.kind).filter((kind) => kind !== 'Delivery' && kind !== 'Send')),
  ];
  return kinds.length > 0 ? html`<span class="pill">${kinds.join(', ')}</span>` : undefined;
};

const letterView = (letter: Letter, view: View, search: string): Markup => html`
<a class="back" href="/inbox${search === '' ? '' : `?q=${encodeURIComponent(search)}`}">All letters</a>
<h1>${letter.subject || '(no subject)'}</h1>
<dl>
  <dt>From</dt><dd>${(letter.from || letter.source).replaceAll('"', '')}</dd>
  <dt>To</dt><dd>${letter.destinations.map((one, n) => html`${n > 0 ? ', ' : ''}<a href="/inbox?q=${encodeURIComponent(one)}" title="All letters to this address">${one}</a>`)}</dd>
  <dt>Sent</dt><dd><time datetime="${new Date(letter.at).toISOString()}">${longTime(letter.at)}</time></dd>
  ${letter.feedback.map((one) => html`<dt>${one.kind}</dt><dd>${longTime(one.at)}</dd>`)}
</dl>
<div class="tabs">${VIEWS.map((one) => {
  const current = one === view ? new Markup(' aria-current="page"') : undefined;
  const count = one === 'links' ? ` (${letter.links.length})` : '';
  return html`<a href="${address(letter, one, search)}"${current}>${TAB[one]}${count}</a>`;
})}<a class="raw" href="/inbox/${letter.id}/message.eml" download>Save as .eml</a></div>
${views[view](letter)}`;

const views: Readonly<Record<View, (letter: Letter) => Markup>> = {
  letter: (letter) =>
    html`<iframe title="The letter" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${letter.id}/body"></iframe>`,
  text: (letter) => html`<pre>${letter.text || 'This letter has no text part.'}</pre>`,
  links: (letter) =>
    letter.links.length === 0
      ? html`<p class="empty">There are no links in this letter.</p>`
      : html`<ol class="links">${letter.links.map((link) => html`<li><a href="${link}" target="_blank" rel="noreferrer">${link}</a></li>`)}</ol>`,
  headers: (letter) =>
    html`<table><tbody>${Object.entries(letter.headers).map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`,
};

const address = (letter: Letter, view: View, search: string): string => {
  const query = new URLSearchParams({
    ...(view === 'letter' ? {} : { view }),
    ...(search === '' ? {} : { q: search }),
  }).toString();
  return `/inbox/${letter.id}${query === '' ? '' : `?${query}`}`;
};

const format = (ms: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', options).format(ms);
const day = (ms: number): string => format(ms, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const clockTime = (ms: number): string => format(ms, { hour: '2-digit', minute: '2-digit' });
const longTime = (ms: number): string =>
  format(ms, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
