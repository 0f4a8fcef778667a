import { createHash, createHmac } from 'node:crypto';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const MOST_KEPT = 10;
const held = new Map<string, Buffer>();

/** A key is good for one day of one service: four hashes less for each call after the first. */
const keyFor = (secret: string, scope: string): Buffer => {
  const name = `${scope} ${secret}`;
  const known = held.get(name);
  if (known) return known;
  const [day = '', ...rest] = scope.split('/');
  const key = rest.reduce((of, part) => hmac(of, part), hmac(`AWS4${secret}`, day));
  if (held.size >= MOST_KEPT) held.clear();
  held.set(name, key);
  return key;
};

/**
 * The Authorization header of a POST to `/` (AWS Signature Version 4). `headers`: everything that is signed, names in
 * lower case, `host` and `x-amz-date` (`20270301T090000Z`) among them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const authorization = (
  of: { readonly service: string; readonly region: string; readonly body: string },
  headers: Readonly<Record<string, string>>,
  { accessKeyId, secretAccessKey }: Credentials,
): string => {
  const names = Object.keys(headers).sort();
  const signedHeaders = names.join(';');
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const request = `POST\n/\n\n${lines}\n${signedHeaders}\n${sha256(of.body)}`;
  const at = headers['x-amz-date'] ?? '';
  const scope = `${at.slice(0, 8)}/${of.region}/${of.service}/aws4_request`;
  const signature = hmac(
    keyFor(secretAccessKey, scope),
    `AWS4-HMAC-SHA256\n${at}\n${scope}\n${sha256(request)}`,
  ).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
};
