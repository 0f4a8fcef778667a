import type { ComponentChildren } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

const STYLE = `
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f3f6f3;color:#16201b;font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
main{max-width:30rem;margin:1rem;padding:2.2rem;background:#fff;border:1px solid #dbe2dd;border-radius:12px}
h1{margin:0 0 .8rem;font-size:1.5rem;line-height:1.25}p{margin:0 0 1.2rem}p:last-child{margin:0}
button{font:inherit;font-weight:600;padding:.75rem 1.5rem;color:#fff;background:#14532d;border:0;border-radius:8px;cursor:pointer}
button:focus-visible{outline:3px solid #4ade80;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#0f1511;color:#e8efe9}main{background:#18211b;border-color:#2b3830}button{background:#1f7a45}}
`;

/** No script, nothing from elsewhere, and a form that posts to this same address only. */
export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

const sheet = (programName: string, title: string, children: ComponentChildren): string =>
  `<!doctype html>${renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · ${programName}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>,
  )}`;

export const confirmPage = (programName: string): string =>
  sheet(
    programName,
    'Unsubscribe?',
    <>
      <p>
        You will get no more tips and reminders from {programName}. Letters about your account, such as sign-in links
        and decisions, still reach you.
      </p>
      <form method="post">
        <button type="submit">Unsubscribe</button>
      </form>
    </>,
  );

export const donePage = (programName: string): string =>
  sheet(
    programName,
    'You are unsubscribed',
    <p>
      {programName} sends you no more tips and reminders. If you change your mind, reply to any letter and tell us. You
      can close this page.
    </p>,
  );

export const badLinkPage = (programName: string): string =>
  sheet(
    programName,
    'This link does not work',
    <p>
      It may have been cut off. Open it again from the letter, or reply to the letter and ask us to unsubscribe you.
      Nothing has been changed.
    </p>,
  );
