/** A REST request as S3 reads it: which bucket, which key, which action. */
import { S3Fault } from './xml.ts';

/** What is read of a request, whoever brings it. */
interface Sent {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface S3Request {
  readonly action: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

/** `bucket.s3.eu-west-1.amazonaws.com` */
const VIRTUAL_HOST = /^(.+)\.s3[.-][a-z0-9-]+\.amazonaws\.com$/;
/** Parameters that say what an answer should carry or who asks; any other changes what is asked, and is not known here. */
const PLAIN_PARAMETER = /^(x-id|versionId|response-content-(disposition|type)|X-Amz-[A-Za-z0-9-]+|x-amz-[a-z0-9-]+)$/;

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new S3Fault('InvalidURI', "Couldn't parse the specified URI.", 400);
  }
};

/** In either style: the bucket is the first part of the path (the SDK does so at a plain address), or of the host's name. */
export const readS3Request = ({ method, path, headers }: Sent): S3Request => {
  const [rawPath = '/', rawQuery = ''] = path.split(/\?(.*)/s);
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const virtual = VIRTUAL_HOST.exec(host)?.[1];
  const parts = rawPath.replace(/^\//, '').split('/');
  const bucket = virtual ?? decode(parts.shift() ?? '');
  const query = new URLSearchParams(rawQuery);
  return { action: actionOf(method, query, headers, parts.join('/')), bucket, key: decode(parts.join('/')), query };
};

const OBJECT_ACTIONS: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  // A form whose signature and policy are checked already (presigned.ts).
  POST: 'PostObject',
};

function actionOf(method: string, query: URLSearchParams, headers: Sent['headers'], key: string): string {
  const other = [...query.keys()].find((name) => !PLAIN_PARAMETER.test(name));
  const plain = key === '' || other !== undefined ? undefined : OBJECT_ACTIONS[method];
  if (!plain) return `${method} ${key === '' ? 'bucket' : 'object'}${other === undefined ? '' : `?${other}`}`;
  return plain === 'PutObject' && headers['x-amz-copy-source'] !== undefined ? 'CopyObject' : plain;
}

/** `x-amz-copy-source: bucket/key?versionId=...`, the key encoded. */
export const readCopySource = (given: string): { bucket: string; key: string; versionId: string | undefined } => {
  const [path = '', query = ''] = given.replace(/^\//, '').split(/\?(.*)/s);
  const [bucket = '', ...key] = path.split('/');
  const versionId = new URLSearchParams(query).get('versionId') ?? undefined;
  return { bucket: decode(bucket), key: key.map(decode).join('/'), versionId };
};
