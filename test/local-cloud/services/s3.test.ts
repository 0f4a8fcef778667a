import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from 'vitest';
import { readBucket } from '../../../infra/local/services/s3/bucket.ts';
import { withCloud } from '../../support/cloud.ts';
import { handlers } from '../fixtures/demo.ts';
import { FILES, withFiles } from '../fixtures/files.ts';

const cloud = withCloud({ assembly: withFiles(), handlers, ports: 'free' });
const KEEPER = 'tandem-local-demo-keep-files';
const Bucket = 'demo-files';

const deed = async (asked: { deed: string; key: string; text?: string }) => {
  const { value, error } = await cloud().invoke(KEEPER, asked);
  return (value ?? error) as Record<string, string> & { fields: Record<string, string> };
};
const admin = () => new S3Client(cloud().clientConfig());
const put = (Key: string, Body: string, more: object = {}) =>
  admin().send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

/** A form as a browser sends it, its file last. */
const formOf = (fields: Readonly<Record<string, string>>, content = 'picture') => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([content]), 'logo.png');
  return form;
};
const posted = async (url: string, fields: Readonly<Record<string, string>>, content?: string, headers = {}) => {
  const answer = await cloud().storage.send('POST', url, { body: formOf(fields, content), headers });
  const text = Buffer.from(answer.body).toString();
  return { status: answer.status, code: /<Code>(.*?)</.exec(text)?.[1], text, headers: answer.headers };
};
const uploads = () =>
  cloud()
    .queues.messages('demo-uploads')
    .map(({ body }) => JSON.parse(body).detail);

describe('an object', () => {
  test('is written, copied and read by a function, as far as its role may', async () => {
    expect(await deed({ deed: 'put', key: 'waiting/a', text: 'hello there' })).toEqual({ ETag: expect.any(String) });
    expect(await deed({ deed: 'get', key: 'waiting/a' })).toEqual({ text: 'hello', ContentType: 'text/plain' });
    expect(await deed({ deed: 'put', key: 'kept/a' })).toMatchObject({ errorType: 'AccessDenied' });
    expect(await deed({ deed: 'copy', key: 'waiting/a', text: 'a' })).toMatchObject({ errorType: 'AccessDenied' });
  });

  test('is refused where the bucket itself says no, whatever the role may', async () => {
    const refused = await deed({ deed: 'put', key: 'waiting/locked' });
    expect(refused).toMatchObject({ errorMessage: expect.stringContaining('explicit deny in a resource-based') });
  });

  test('that is not there is told to those alone who may list', async () => {
    await expect(admin().send(new GetObjectCommand({ Bucket, Key: 'none' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
    });
    expect(await deed({ deed: 'get', key: 'waiting/none' })).toMatchObject({ errorType: 'AccessDenied' });
  });

  test('has the version that was asked for, also when a newer one stands', async () => {
    const first = await put('twice', 'one');
    await put('twice', 'two');
    const read = async (VersionId?: string) => {
      const { Body } = await admin().send(new GetObjectCommand({ Bucket, Key: 'twice', VersionId }));
      return Body?.transformToString();
    };
    expect([await read(), await read(first.VersionId)]).toEqual(['two', 'one']);
  });

  test('keeps its type, its length and what was said of it', async () => {
    await put('told', 'a,b', { ContentType: 'text/csv', Metadata: { by: 'ann' }, ContentDisposition: 'attachment' });
    const head = await admin().send(new HeadObjectCommand({ Bucket, Key: 'told' }));
    expect(head).toMatchObject({
      ContentType: 'text/csv',
      ContentLength: 3,
      Metadata: { by: 'ann' },
      ContentDisposition: 'attachment',
      ServerSideEncryption: 'AES256',
    });
  });

  test('that something was left out of is not taken', async () => {
    const wrong = put('broken', 'abc', { ChecksumCRC32: 'AAAAAA==' });
    await expect(wrong).rejects.toMatchObject({ name: 'BadDigest' });
  });

  test('of a bucket that no template has is nobody`s', async () => {
    const other = admin().send(new GetObjectCommand({ Bucket: 'other', Key: 'a' }));
    await expect(other).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('a signed form', () => {
  test('brings a file of the stated type and size, and the program hears of it', async () => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'waiting/p/1' });
    expect(url).toBe(`${cloud().awsUrl}/demo-files`);
    expect((await posted(url, fields)).status).toBe(204);
    await cloud().settle();
    expect(uploads()).toContainEqual(
      expect.objectContaining({
        bucket: { name: 'demo-files' },
        object: expect.objectContaining({ key: 'waiting/p/1', size: 7, 'version-id': expect.any(String) }),
        reason: 'POST Object',
      }),
    );
    const head = await admin().send(new HeadObjectCommand({ Bucket, Key: 'waiting/p/1' }));
    expect(head).toMatchObject({ ContentType: 'image/png', ContentDisposition: 'attachment' });
  });

  test.each([
    ['that is too large', {}, 'more than ten bytes', 400, 'EntityTooLarge'],
    ['that is empty', {}, '', 400, 'EntityTooSmall'],
    ['of another type', { 'Content-Type': 'text/html' }, 'picture', 403, 'AccessDenied'],
    ['under another key', { key: 'waiting/p/of-somebody-else' }, 'picture', 403, 'AccessDenied'],
    ['with a field nobody signed', { acl: 'public-read' }, 'picture', 403, 'AccessDenied'],
    [
      'with a policy of its own',
      { Policy: Buffer.from('{"conditions":[]}').toString('base64') },
      'picture',
      403,
      'SignatureDoesNotMatch',
    ],
    ['with another signature', { 'X-Amz-Signature': '00'.repeat(32) }, 'picture', 403, 'SignatureDoesNotMatch'],
    [
      'of a key nobody knows',
      { 'X-Amz-Credential': 'AKIA/20270301/eu-central-1/s3/aws4_request' },
      'picture',
      403,
      'InvalidAccessKeyId',
    ],
  ])('does not bring a file %s', async (_, changed, content, status, code) => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'waiting/p/2' });
    expect(await posted(url, { ...fields, ...changed }, content)).toMatchObject({ status, code });
    expect(
      cloud()
        .storage.current()
        .some(({ key }) => key.startsWith('waiting/p/2') || key.endsWith('else')),
    ).toBe(false);
  });

  test('says which condition it does not meet', async () => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'waiting/p/3' });
    const { text } = await posted(url, { ...fields, 'Content-Type': 'text/html' });
    expect(text).toContain('Policy Condition failed: [&#34;eq&#34;,&#34;$Content-Type&#34;,&#34;image/png&#34;]');
  });

  test('has no more rights than the role that signed it', async () => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'kept/p/1' });
    expect(await posted(url, fields)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  test('is too late after its time', async () => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'waiting/p/4' });
    await cloud().clock.moveTo(cloud().clock.now() + 301_000);
    expect(await posted(url, fields)).toMatchObject({ status: 403, text: expect.stringContaining('Policy expired') });
  });
});

describe('a signed address', () => {
  const read = async (url: string, headers = {}) => {
    const { status, body, headers: told } = await cloud().storage.send('GET', url, { headers });
    const text = Buffer.from(body).toString();
    return { status, text, code: /<Code>(.*?)</.exec(text)?.[1], headers: told };
  };

  test('gives the file as a download for five minutes', async () => {
    await put('kept/guide', 'guide', { ContentType: 'application/pdf' });
    const { url = '' } = await deed({ deed: 'link', key: 'kept/guide', text: 'guide.pdf' });
    const answer = await read(url);
    expect(answer).toMatchObject({ status: 200, text: 'guide' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="guide.pdf"',
    });
    await cloud().clock.moveTo(cloud().clock.now() + 301_000);
    expect(await read(url)).toMatchObject({ status: 403, text: expect.stringContaining('Request has expired') });
  });

  test('is worth nothing once something in it is changed', async () => {
    await put('kept/mine', 'mine');
    await put('kept/other', 'other');
    const { url = '' } = await deed({ deed: 'link', key: 'kept/mine', text: 'mine.pdf' });
    const changed = [
      url.replace('kept/mine', 'kept/other'),
      url.replace('mine.pdf', 'mine.html'),
      url.replace('X-Amz-Expires=300', 'X-Amz-Expires=90000'),
    ];
    for (const one of changed) expect(await read(one)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    const other = await cloud().storage.send('PUT', url, { body: Buffer.from('x') });
    expect(other.status).toBe(403);
  });

  test('that a key signed which nobody knows opens nothing', async () => {
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'local' };
    const stranger = new S3Client({ region: 'eu-central-1', endpoint: cloud().awsUrl, credentials });
    const signingDate = new Date(cloud().clock.now());
    const url = await getSignedUrl(stranger, new GetObjectCommand({ Bucket, Key: 'kept/mine' }), { signingDate });
    expect(await read(url)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });

  test('works over the wire too, for the site`s pages and no other', async () => {
    const { url = '', fields } = await deed({ deed: 'form', key: 'waiting/wire' });
    const from = (origin: string) => fetch(url, { method: 'POST', body: formOf(fields), headers: { origin } });
    const preflight = (origin: string) =>
      fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await preflight('https://evil.example')).status).toBe(403);
    expect((await preflight('https://partners.example')).headers.get('access-control-allow-methods')).toBe('POST, GET');
    const taken = await from('https://partners.example');
    expect([taken.status, taken.headers.get('access-control-allow-origin')]).toEqual([204, 'https://partners.example']);
    expect((await fetch(`${cloud().awsUrl}/demo-files/waiting/wire`)).status).toBe(403);
  });
});

test('what nobody looked at is gone the second midnight after it came, and its last version a day later', async () => {
  await put('waiting/forgotten', 'x');
  const { VersionId } = await admin().send(new HeadObjectCommand({ Bucket, Key: 'waiting/forgotten' }));
  const read = (more = {}) => admin().send(new GetObjectCommand({ Bucket, Key: 'waiting/forgotten', ...more }));
  const midnight = Math.ceil(cloud().clock.now() / 86_400_000) * 86_400_000;
  await cloud().clock.moveTo(midnight + 86_400_000 - 1);
  await read();
  await cloud().clock.moveTo(midnight + 86_400_000);
  await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
  await read({ VersionId });
  await cloud().clock.moveTo(midnight + 3 * 86_400_000);
  await expect(read({ VersionId })).rejects.toMatchObject({ name: 'NoSuchKey' });
});

describe('a bucket is refused when', () => {
  const { BucketEncryption: _, ...unencrypted } = FILES;
  test.each([
    ['it is not encrypted', unencrypted, 'BucketEncryption'],
    [
      'the public could read it',
      {
        ...FILES,
        PublicAccessBlockConfiguration: { ...FILES.PublicAccessBlockConfiguration, BlockPublicPolicy: false },
      },
      'BlockPublicPolicy',
    ],
    ['the local cloud does not know one of its properties', { ...FILES, ObjectLockEnabled: true }, 'ObjectLockEnabled'],
  ])('%s', (_label, properties, named) => {
    const resource = {
      logicalId: 'Files',
      stack: 'demo',
      type: 'AWS::S3::Bucket',
      arn: undefined,
      ref: 'x',
      properties,
    };
    expect(() => readBucket(resource)).toThrow(named);
  });
});
