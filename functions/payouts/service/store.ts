import dns from 'node:dns';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod';
import { keyedHash } from '../../shared/ids.ts';
import { isPublic, refusedUrl } from './public-address.ts';

const TIMEOUT_MS = 8_000;
const MOST_BYTES = 16_384;

/** What the payout service says of an order. `accepted`: it has it, and will tell later. */
const answer = z.looseObject({
  status: z.enum(['accepted', 'paid', 'failed']),
  on: z.iso.date().optional(),
  reason: z.string().max(300).optional(),
});
export type Answer = z.infer<typeof answer>;

/** The service did not answer in a way that says whether it has the order. */
export const UNKNOWN = 'unknown';
/** It says that it never got it. */
export const MISSING = 'missing';

export interface Service {
  readonly url: string;
  readonly secret: string;
}

/** Standard Webhooks secret of the program's payout service; ops enter it there. */
export const secretOf = (programKey: string): string =>
  `whsec_${Buffer.from(keyedHash(programKey, 'payout-service'), 'base64url').toString('base64')}`;

type Lookup = NonNullable<https.RequestOptions['lookup']>;

/** Resolves the name once, refuses what is not public, and connects to just that: a name that changes is no way in. */
const publicLookup: Lookup = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const inside = addresses?.find(({ address }) => !isPublic(address));
    const [first] = addresses ?? [];
    if (error) return done(error, '', 0);
    if (inside || !first) return done(new Error(`${hostname} is not on the public internet.`), '', 0);
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
};

/** One request, signed; redirects are not followed. Undefined where no answer came. */
const call = (
  { url, secret }: Service,
  request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly id: string; readonly body: string },
  now: Date,
): Promise<{ readonly status: number; readonly text: string } | undefined> => {
  const { method, id, body } = request;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
  return new Promise((resolve) => {
    const options = { method, headers, lookup: publicLookup, timeout: TIMEOUT_MS, agent: false };
    const sent = https.request(new URL(request.path, url), options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > MOST_BYTES) response.destroy();
      });
      response.on('error', () => resolve(undefined));
      response.on('close', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(undefined));
    sent.end(method === 'POST' ? body : undefined);
  });
};

const read = (got: { readonly status: number; readonly text: string } | undefined): Answer | typeof UNKNOWN => {
  if (!got || got.status < 200 || got.status > 299) return UNKNOWN;
  try {
    return answer.parse(JSON.parse(got.text));
  } catch {
    return UNKNOWN;
  }
};

/** Sends an order, once ever. Throws before anything is sent where the address is none to send to. */
export const order = async (service: Service, id: string, body: unknown, now: Date) => {
  const refused = refusedUrl(service.url);
  if (refused) throw new Error(`The address of the payout service cannot be used. ${refused}`);
  const path = new URL(service.url).pathname;
  return read(await call(service, { method: 'POST', path, id, body: JSON.stringify(body) }, now));
};

/** Asks what became of an order: the one way out of an unknown outcome. */
export const lookUp = async (service: Service, id: string, now: Date) => {
  if (refusedUrl(service.url)) return UNKNOWN;
  const path = `${new URL(service.url).pathname.replace(/\/$/, '')}/${id}`;
  const got = await call(service, { method: 'GET', path, id, body: '' }, now);
  return got?.status === 404 ? MISSING : read(got);
};
