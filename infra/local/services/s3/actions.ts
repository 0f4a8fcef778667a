/** What the app does with objects: put, get, head, copy. Any other action is refused by name. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { ServiceAnswer, ServiceCall } from '../../service.ts';
import type { Bucket } from './bucket.ts';
import type { Objects, StoredObject } from './objects.ts';
import { readCopySource, type S3Request } from './request.ts';
import { denied, S3Fault, xmlAnswer } from './xml.ts';

/** What an action is given. */
export interface Asked {
  readonly call: ServiceCall;
  readonly request: S3Request;
  readonly bucket: Bucket;
}

export interface Actions {
  readonly objects: Objects;
  readonly now: () => number;
  readonly newId: (bucket: string, key: string, etag: string) => string;
  readonly bucketOf: (name: string) => Bucket;
  /** Without the right to list, what is not there is refused like what is forbidden. */
  readonly mayList: (role: string, bucket: Bucket) => boolean;
  readonly written: (object: StoredObject, bucket: Bucket, reason: string, role: string) => void;
}

const etagOf = (body: Uint8Array): string => `"${createHash('md5').update(body).digest('hex')}"`;

/** Headers of a request that mean nothing here or are kept with the object; another `x-amz-` one would be a promise. */
const KNOWN =
  /^x-amz-(content-sha256|date|security-token|user-agent|checksum-crc32|checksum-mode|sdk-checksum-algorithm|copy-source(-if-match)?|metadata-directive|meta-[\w-]+)$/;

const checkHeaders = ({ headers }: ServiceCall): void => {
  const unknown = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !KNOWN.test(name));
  const other = ['if-none-match', 'if-match'].find((name) => headers[name] !== undefined);
  const chunked = /aws-chunked/.test(headers['content-encoding'] ?? '') ? 'content-encoding: aws-chunked' : undefined;
  const found = unknown ?? other ?? chunked;
  if (found) throw new S3Fault('NotImplemented', `The local cloud does not know ${found} of S3.`, 501);
};

/** What the sender says it sent. */
const checkBody = ({ headers, body }: ServiceCall): void => {
  const told = headers['x-amz-checksum-crc32'];
  if (told === undefined) return;
  const held = Buffer.alloc(4);
  held.writeUInt32BE(crc32(body));
  if (held.toString('base64') === told) return;
  throw new S3Fault('BadDigest', 'The CRC32 you specified did not match the calculated checksum.', 400);
};

const versionHeaders = (bucket: Bucket, { versionId }: StoredObject): Record<string, string> => ({
  'x-amz-server-side-encryption': 'AES256',
  ...(bucket.versioned ? { 'x-amz-version-id': versionId } : {}),
});

const metadataOf = (headers: ServiceCall['headers']) => ({
  contentType: headers['content-type'] ?? 'binary/octet-stream',
  contentDisposition: headers['content-disposition'] ?? null,
  cacheControl: headers['cache-control'] ?? null,
  metadata: Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith('x-amz-meta-'))
      .map(([name, value]) => [name.slice('x-amz-meta-'.length), value]),
  ),
});

const keep = (
  actions: Actions,
  { call, request, bucket }: Asked,
  content: Pick<StoredObject, 'body' | 'contentType' | 'contentDisposition' | 'cacheControl' | 'metadata'>,
  reason: string,
): StoredObject => {
  if (Buffer.byteLength(request.key) > 1024) throw new S3Fault('KeyTooLongError', 'Your key is too long', 400);
  const etag = etagOf(content.body);
  const object: StoredObject = {
    ...content,
    bucket: bucket.name,
    key: request.key,
    versionId: actions.newId(bucket.name, request.key, etag),
    at: actions.now(),
    supersededAt: null,
    marker: false,
    etag,
    size: content.body.length,
  };
  actions.objects.put(object, bucket.versioned);
  actions.written(object, bucket, reason, call.role);
  return object;
};

export const putObject = (actions: Actions, asked: Asked): ServiceAnswer => {
  const { call, bucket } = asked;
  checkHeaders(call);
  checkBody(call);
  const reason = call.action === 'PostObject' ? 'POST Object' : 'PutObject';
  const object = keep(actions, asked, { body: call.body, ...metadataOf(call.headers) }, reason);
  return { status: 200, headers: { etag: object.etag, ...versionHeaders(bucket, object) }, body: '' };
};

export const copyObject = (actions: Actions, asked: Asked): ServiceAnswer => {
  const { call, bucket } = asked;
  const { headers } = call;
  checkHeaders(call);
  const from = readCopySource(headers['x-amz-copy-source'] ?? '');
  const source = found(actions, call.role, actions.bucketOf(from.bucket), from.key, from.versionId);
  const wanted = headers['x-amz-copy-source-if-match'];
  if (wanted !== undefined && wanted.replaceAll('"', '') !== source.etag.replaceAll('"', '')) {
    const message = 'At least one of the pre-conditions you specified did not hold';
    throw new S3Fault('PreconditionFailed', message, 412, { Condition: 'x-amz-copy-source-If-Match' });
  }
  const replaced = headers['x-amz-metadata-directive'] === 'REPLACE' ? metadataOf(headers) : {};
  const { body, contentType, contentDisposition, cacheControl, metadata } = source;
  const content = { body, contentType, contentDisposition, cacheControl, metadata, ...replaced };
  const object = keep(actions, asked, content, 'CopyObject');
  const told = { ETag: object.etag, LastModified: new Date(object.at).toISOString() };
  return xmlAnswer('CopyObjectResult', told, 200, versionHeaders(bucket, object));
};

export const getObject = (actions: Actions, { call, request, bucket }: Asked): ServiceAnswer => {
  checkHeaders(call);
  const { query, key } = request;
  const object = found(actions, call.role, bucket, key, query.get('versionId') ?? undefined);
  const part = rangeOf(call.headers.range, object.size);
  const disposition = query.get('response-content-disposition') ?? object.contentDisposition;
  const headers: Record<string, string> = {
    'content-type': query.get('response-content-type') ?? object.contentType,
    'content-length': String(part ? part.end - part.start + 1 : object.size),
    'last-modified': new Date(object.at).toUTCString(),
    etag: object.etag,
    'accept-ranges': 'bytes',
    ...(disposition === null ? {} : { 'content-disposition': disposition }),
    ...(object.cacheControl === null ? {} : { 'cache-control': object.cacheControl }),
    ...(part ? { 'content-range': `bytes ${part.start}-${part.end}/${object.size}` } : {}),
    ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    ...versionHeaders(bucket, object),
  };
  const body = part ? object.body.subarray(part.start, part.end + 1) : object.body;
  return { status: part ? 206 : 200, headers, body: call.action === 'HeadObject' ? '' : body };
};

function found(
  actions: Actions,
  role: string,
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): StoredObject {
  const object = actions.objects.find(bucket.name, key, versionId);
  if (object) return object;
  if (!actions.mayList(role, bucket)) throw denied();
  throw new S3Fault('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

/** `bytes=0-4095`; other forms are answered whole, as the protocol allows. */
function rangeOf(range: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return undefined;
  const start = Number(from);
  if (start >= size) throw new S3Fault('InvalidRange', 'The requested range is not satisfiable', 416);
  return { start, end: Math.min(to ? Number(to) : size - 1, size - 1) };
}
