/** Signature Version 4 of what a browser brings: a signed address, or a signed form. Calls of functions are not checked. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { denied, S3Fault } from './xml.ts';

/** The secret of every key of the local cloud (`functions/definition.ts`). */
const SECRET = 'local';
const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_SECONDS = 604_800;
const SKEW_MS = 15 * 60_000;

export interface Scope {
  readonly accessKey: string;
  readonly day: string;
  readonly region: string;
  readonly text: string;
}

/** Whether there is such a key. */
export type Known = (accessKey: string) => boolean;

/** `key/20270101/eu-west-1/s3/aws4_request` */
export const readCredential = (credential: string, known: Known): Scope => {
  const [accessKey, day, region, service, end, ...more] = credential.split('/');
  if (!accessKey || !day || !region || service !== 's3' || end !== 'aws4_request' || more.length > 0) {
    throw new S3Fault('AuthorizationQueryParametersError', 'Error parsing the X-Amz-Credential parameter.', 400);
  }
  if (!known(accessKey)) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new S3Fault('InvalidAccessKeyId', message, 403, { AWSAccessKeyId: accessKey });
  }
  return { accessKey, day, region, text: `${day}/${region}/s3/aws4_request` };
};

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const signed = ({ day, region }: Scope, text: string): Buffer =>
  hmac(hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request'), text);

/** Of text that was signed: throws unless this is its signature. */
export const checkSignature = (scope: Scope, text: string, given: string): void => {
  const wanted = signed(scope, text);
  const held = Buffer.from(given, 'hex');
  if (held.length === wanted.length && timingSafeEqual(held, wanted)) return;
  const message = 'The request signature we calculated does not match the signature you provided.';
  throw new S3Fault('SignatureDoesNotMatch', `${message} Check your key and signing method.`, 403);
};

/** RFC 3986, as the signature has it: what `encodeURIComponent` leaves alone too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&');

/** `20270101T000000Z` in ms since the epoch. */
const instantOf = (amzDate: string): number => {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate) ?? [];
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(at)) {
    throw new S3Fault('AuthorizationQueryParametersError', 'X-Amz-Date must be in the ISO8601 Long Format.', 400);
  }
  return at;
};

/** Who signed this address; throws when its time is over, or nobody did. */
export const signerOfAddress = (
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  },
  now: number,
  known: Known,
): Scope => {
  const [path = '/', query = ''] = request.path.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  const read = (name: string): string => parameters.get(name) ?? '';
  if (read('X-Amz-Algorithm') !== ALGORITHM) throw denied();
  const scope = readCredential(read('X-Amz-Credential'), known);
  const date = read('X-Amz-Date');
  checkTime(instantOf(date), Number(read('X-Amz-Expires')), now);
  const names = read('X-Amz-SignedHeaders').split(';');
  if (!names.includes('host')) throw denied('There were headers present in the request which were not signed');
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [
    request.method,
    path,
    canonicalQuery(parameters),
    headers,
    names.join(';'),
    parameters.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  checkSignature(scope, [ALGORITHM, date, scope.text, digest].join('\n'), read('X-Amz-Signature'));
  return scope;
};

function checkTime(from: number, seconds: number, now: number): void {
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_SECONDS) {
    const message = 'X-Amz-Expires must be between 1 and 604800 seconds.';
    throw new S3Fault('AuthorizationQueryParametersError', message, 400);
  }
  if (from > now + SKEW_MS) throw denied('Request is not valid yet');
  const until = from + seconds * 1000;
  if (now <= until) return;
  const more = { Expires: new Date(until).toISOString(), ServerTime: new Date(now).toISOString() };
  throw denied('Request has expired', { 'X-Amz-Expires': String(seconds), ...more });
}
