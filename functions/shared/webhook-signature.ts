import { createHmac, timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { Problem } from './problem.ts';

type Headers = Readonly<Record<string, string | undefined>>;

const TOLERANCE_S = 5 * 60;
const notProven = (detail: string): Problem => new Problem(401, 'not-proven', detail);

/** Seconds since the epoch, or a refusal: a message is believed 5 minutes after it was signed, and 5 before [faults 5]. */
const checkTime = (seconds: string | undefined, now: Date): void => {
  if (!seconds || !/^\d{1,12}$/.test(seconds)) throw notProven('The signature names no time.');
  if (Math.abs(Number(seconds) - Math.floor(now.getTime() / 1000)) > TOLERANCE_S) {
    throw notProven('The signature is more than 5 minutes old, or ahead. Sign the message when you send it.');
  }
};

const same = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** True when one of the secrets signed it; all are tried, whichever fits. A secret that is none counts as not fitting. */
const signedByAny = (secrets: readonly string[], fits: (secret: string) => boolean): boolean => {
  let found = false;
  for (const secret of secrets) {
    try {
      found = fits(secret) || found;
    } catch {
      // A secret that is no base64 signs nothing.
    }
  }
  return found;
};

/** Throws 401 unless one of the secrets signed this text by the Standard Webhooks specification. */
export const proveStandard = (
  secrets: readonly string[],
  sent: { readonly text: string; readonly headers: Headers; readonly now: Date },
): void => {
  const { text, headers, now } = sent;
  const [id, time, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers[name]);
  if (!id || !signatures) throw notProven('Sign the message: webhook-id, webhook-timestamp and webhook-signature.');
  checkTime(time, now);
  const signedAt = new Date(Number(time) * 1000);
  const passed = signatures.split(' ').slice(0, 10);
  const fits = (secret: string): boolean => {
    const right = new Webhook(secret).sign(id, signedAt, text);
    return passed.filter((one) => same(one, right)).length > 0;
  };
  if (!signedByAny(secrets, fits)) throw notProven('The signature is not one of ours for this message.');
};

/** Throws 401 unless one of the secrets signed this text as Stripe does: HMAC-SHA256 of `<t>.<text>`, header `t=,v1=`. */
export const proveStripe = (
  secrets: readonly string[],
  sent: { readonly text: string; readonly headers: Headers; readonly now: Date },
): void => {
  const parts = (sent.headers['stripe-signature'] ?? '').split(',').map((part) => part.trim().split('='));
  const time = parts.find(([name]) => name === 't')?.[1];
  const passed = parts.flatMap(([name, value]) => (name === 'v1' && value ? [value] : [])).slice(0, 10);
  if (passed.length === 0) throw notProven('The header Stripe-Signature has no signature v1.');
  checkTime(time, sent.now);
  const fits = (secret: string): boolean => {
    const right = createHmac('sha256', secret).update(`${time}.${sent.text}`).digest('hex');
    return passed.filter((one) => same(one, right)).length > 0;
  };
  if (!signedByAny(secrets, fits)) throw notProven('The signature is not one of ours for this message.');
};
