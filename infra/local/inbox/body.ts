import type { Letter } from '../services/types.ts';
import type { SiteReply } from '../site/reply.ts';
import { escapeHtml } from './html.ts';

/** No script, nothing from elsewhere but pictures, and no form: what a careful mail program allows. */
const BODY_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http://127.0.0.1:* http://localhost:*; font-src data:; frame-ancestors 'self'";

/** The letter's own HTML, for the sandboxed frame; its links open beside the inbox. */
export const letterBody = (letter: Letter): SiteReply => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': BODY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  body: `<base target="_blank">${letter.html || `<pre style="white-space:pre-wrap;font:15px/1.5 system-ui">${escapeHtml(letter.text)}</pre>`}`,
});
