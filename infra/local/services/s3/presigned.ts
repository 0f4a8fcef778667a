/** What browsers bring to S3: signed addresses and signed forms, each as the call of the role that signed it. */
import type { Door } from '../../door/door.ts';
import { scopeFor } from '../../door/door.ts';
import { matches } from '../../iam/wildcard.ts';
import type { ServiceAnswer } from '../../service.ts';
import type { CorsRule } from './bucket.ts';
import { readForm, signerOfForm } from './form.ts';
import type { S3Service } from './index.ts';
import { readS3Request } from './request.ts';
import { type Known, signerOfAddress } from './signature.ts';
import { faultAnswer, S3Fault, xmlAnswer } from './xml.ts';

export interface BrowserRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Presigned {
  /** Whether a request without a signature of its own is one of these. */
  isMeant(request: Pick<BrowserRequest, 'method' | 'path' | 'headers'>): boolean;
  handle(request: BrowserRequest): Promise<ServiceAnswer>;
}

interface Given {
  readonly s3: S3Service;
  readonly door: Door;
  /** Keys are the logical ids of roles. */
  readonly known: Known;
  readonly now: () => number;
  /** How the site is called where the template names CloudFront. */
  readonly originOf: (origin: string) => string;
}

const isForm = ({ method, headers }: Pick<BrowserRequest, 'method' | 'headers'>): boolean =>
  method === 'POST' && (headers['content-type'] ?? '').startsWith('multipart/form-data');

export const createPresigned = (given: Given): Presigned => ({
  isMeant: (request) =>
    request.headers.authorization === undefined &&
    (isForm(request) || request.method === 'OPTIONS' || /[?&]X-Amz-Signature=/.test(request.path)),
  handle: async (request) => {
    const cors = corsOf(given, request);
    if (request.headers.origin !== undefined && !cors) return faultAnswer(NOT_ALLOWED);
    if (request.method === 'OPTIONS') return { status: cors ? 200 : 403, headers: cors ?? {}, body: '' };
    const answer = await answerTo(given, request).catch((error: unknown) => {
      if (error instanceof S3Fault) return faultAnswer(error);
      throw error;
    });
    return { ...answer, headers: { ...answer.headers, ...cors } };
  },
});

const NOT_ALLOWED = new S3Fault('AccessForbidden', 'CORSResponse: This CORS request is not allowed.', 403);

/** Of the bucket's rules, the one that lets this origin do this. */
function corsOf(
  { s3, originOf }: Given,
  { method, path, headers }: BrowserRequest,
): Record<string, string> | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  const wanted = headers['access-control-request-method'] ?? method;
  const asked = (headers['access-control-request-headers'] ?? '').split(',').flatMap((one) => one.trim() || []);
  const called = originOf(origin);
  const lets = (rule: CorsRule): boolean =>
    rule.AllowedMethods.some((one) => one === wanted) &&
    rule.AllowedOrigins.some((one) => matches(one, called)) &&
    asked.every((header) => rule.AllowedHeaders.some((one) => matches(one, header, true)));
  const bucket = s3.buckets.find(({ name }) => name === readS3Request({ method, path, headers }).bucket);
  const rule = bucket?.cors.find(lets);
  if (!rule) return undefined;
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(', ') } : {}),
    ...(rule.ExposedHeaders.length > 0 ? { 'access-control-expose-headers': rule.ExposedHeaders.join(', ') } : {}),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

async function answerTo(given: Given, request: BrowserRequest): Promise<ServiceAnswer> {
  if (isForm(request)) return post(given, request);
  const scope = signerOfAddress(request, given.now(), given.known);
  const { method, path, body } = request;
  // What the answer is to carry stays; what was only there to sign does not.
  const [plain = '/', query = ''] = path.split(/\?(.*)/s);
  const left = [...new URLSearchParams(query)].filter(([name]) => !/^x-amz-/i.test(name));
  const { range, host = '' } = request.headers;
  return given.door.handle(scope.accessKey, {
    method,
    path: left.length > 0 ? `${plain}?${new URLSearchParams(left)}` : plain,
    headers: { host, authorization: scopeFor(scope.accessKey, 's3'), ...(range === undefined ? {} : { range }) },
    body,
  });
}

async function post(given: Given, request: BrowserRequest): Promise<ServiceAnswer> {
  const { headers } = request;
  const { bucket } = readS3Request({ ...request, method: 'POST' });
  const form = await readForm(headers['content-type'] ?? '', request.body);
  const scope = signerOfForm(form, bucket, given.now(), given.known);
  const { key = '', 'content-type': type } = form.fields;
  const kept = Object.entries(form.fields).filter(([name]) =>
    /^(content-disposition|cache-control|x-amz-meta-.*)$/.test(name),
  );
  const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  const answer = await given.door.handle(scope.accessKey, {
    method: 'POST',
    path,
    headers: {
      authorization: scopeFor(scope.accessKey, 's3'),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...Object.fromEntries(kept),
    },
    body: form.file,
  });
  if (answer.status >= 400 || form.fields.success_action_status !== '201') {
    return answer.status >= 400 ? answer : { ...answer, status: 204 };
  }
  const told = {
    Location: `http://${headers.host ?? ''}${path}`,
    Bucket: bucket,
    Key: key,
    ETag: answer.headers.etag ?? '',
  };
  return xmlAnswer('PostResponse', told, 201, answer.headers);
}
