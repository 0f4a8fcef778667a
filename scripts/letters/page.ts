import type { Preview } from './previews.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#16201b;background:#f6f8f6}
nav{position:fixed;inset:0 auto 0 0;width:300px;overflow:auto;padding:20px;background:#fff;border-right:1px solid #dbe2dd}
nav h1{font-size:18px;margin:0 0 12px}
nav a{display:block;padding:6px 8px;border-radius:6px;color:inherit;text-decoration:none;line-height:1.3}
nav a:hover,nav a:focus{background:#e7f3ea}
nav small{color:#55625b}
main{margin-left:300px;padding:24px}
section{margin-bottom:56px}
h2{margin:0;font-size:20px}
.meta{color:#55625b;margin:2px 0 14px}
.frames{display:flex;gap:20px;align-items:flex-start;flex-wrap:wrap}
iframe{border:1px solid #dbe2dd;border-radius:10px;background:#fff;height:720px}
.desk{width:700px;max-width:100%}.phone{width:360px}
details{margin-top:12px}
pre{white-space:pre-wrap;background:#fff;border:1px solid #dbe2dd;border-radius:10px;padding:14px;overflow-wrap:anywhere}
@media (max-width:900px){nav{position:static;width:auto}main{margin:0}}
`;

const entry = ({ name, subject }: Preview): string =>
  `<a href="#${name}">${escaped(subject)}<br><small>${name}</small></a>`;

const section = (one: Preview): string => `
<section id="${one.name}">
<h2>${escaped(one.subject)}</h2>
<p class="meta">${one.name} · ${one.kind} · to ${one.reader} · ${(one.bytes / 1024).toFixed(1)} KB · ${escaped(one.preheader)}</p>
<div class="frames">
<iframe class="desk" sandbox loading="lazy" src="/${one.name}.html" title="${one.name}, desktop"></iframe>
<iframe class="phone" sandbox loading="lazy" src="/${one.name}.html" title="${one.name}, phone"></iframe>
</div>
<details><summary>Text part</summary><pre>${escaped(one.text)}</pre></details>
<details><summary>Headers</summary><pre>${escaped(one.headers)}</pre></details>
</section>`;

/** All letters on one page: subjects at the side, each letter as a desktop and a phone show it. */
export const indexPage = (all: readonly Preview[]): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Letters</title><style>${STYLE}</style></head>
<body><nav><h1>${all.length} letters</h1>${all.map(entry).join('')}</nav><main>${all.map(section).join('')}</main></body></html>
`;
