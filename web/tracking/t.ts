/**
 * For the customer's site: keeps the references of the clicks that led here, tells the program that the page was seen,
 * and hands the references to the checkout. docs/TRACKING.md says how it is used. Below 2 KB, and nothing else is loaded.
 */
const NAME = 'tandem_touches';
const REFERENCE = /^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]\.[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const MOST = 10;
const DAY_MS = 864e5;
/** What a `client_reference_id` of Stripe may be long. */
const STRIPE_LENGTH = 200;

const script = document.currentScript as HTMLScriptElement | null;
const options = script?.dataset ?? {};
const days = Number(options.days) || 60;

/** The instant in a click's id. */
const clickedAt = (reference: string): number =>
  [...(reference.split('.')[1] ?? '').slice(0, 10)].reduce(
    (sum, letter) => sum * 32 + '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter),
    0,
  );
const fresh = (text: string): string[] =>
  text.split('~').filter((one) => REFERENCE.test(one) && clickedAt(one) > Date.now() - days * DAY_MS);

const readCookie = (): string => new RegExp(`(?:^|; )${NAME}=([^;]*)`).exec(document.cookie)?.[1] ?? '';
const writeCookie = (text: string): void => {
  const domain = options.domain ? `; Domain=${options.domain}` : '';
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${NAME}=${text}; Path=/; Max-Age=${days * 86400}; SameSite=Lax${domain}${secure}`;
};
/** Some browsers throw at the mere mention of storage. */
const storage = <T>(use: (held: Storage) => T): T | undefined => {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
};

let memory: string[] = [];
const signals = navigator as Navigator & { globalPrivacyControl?: boolean };
const refused = options.signals !== 'ignore' && (signals.globalPrivacyControl === true || navigator.doNotTrack === '1');
let mayKeep = !refused && options.consent !== 'wait';

const touches = (): string[] => {
  const kept = mayKeep ? [...fresh(readCookie()), ...fresh(storage((held) => held.getItem(NAME)) ?? '')] : [];
  const all = [...kept, ...memory];
  return all.filter((one, index) => all.lastIndexOf(one) === index).slice(-MOST);
};
const keep = (): void => {
  const text = touches().join('~');
  if (!mayKeep || !text) return;
  writeCookie(text);
  if (readCookie() !== text) storage((held) => held.setItem(NAME, text));
};

const click = new URLSearchParams(location.search).get('click') ?? '';
if (REFERENCE.test(click)) memory = [click];
keep();

/** A page in a frame, or one that nobody looks at yet, is no page view. */
const report = (): void => {
  if (!memory[0] || top !== self || document.visibilityState !== 'visible') return;
  document.removeEventListener('visibilitychange', report);
  const sent = `${NAME}_seen`;
  if (mayKeep && storage((held) => held.getItem(sent)) === click) return;
  if (mayKeep) storage((held) => held.setItem(sent, click));
  const to = new URL('/api/page-views', script?.src || location.href).href;
  navigator.sendBeacon(to, new URLSearchParams({ click }));
};
document.addEventListener('visibilitychange', report);
report();

(window as unknown as { tandem: unknown }).tandem = {
  /** References of the latest clicks, newest last, for `touches` of a sale. */
  touches,
  /** The same for Stripe's `client_reference_id`: as many of the newest as its 200 characters take. */
  stripe: (): string => {
    let text = '';
    for (const one of touches().reverse()) {
      const longer = one.replace('.', '_') + (text && `__${text}`);
      if (longer.length > STRIPE_LENGTH) break;
      text = longer;
    }
    return text;
  },
  /** The visitor agrees to be remembered (`data-consent="wait"`). */
  allow: (): void => {
    mayKeep = !refused;
    keep();
  },
};

export {};
