/** S3: the templates' buckets and their objects, as far as the app uses them. Path style on 127.0.0.1, host style in process. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Ground, Permission, Service, ServiceAnswer, ServiceCall } from '../../service.ts';
import { createIds } from '../ids.ts';
import { type Actions, type Asked, copyObject, getObject, putObject } from './actions.ts';
import { type Bucket, readBucket } from './bucket.ts';
import { Lifecycle } from './lifecycle.ts';
import { Objects, type StoredObject } from './objects.ts';
import { readCopySource, readS3Request, type S3Request } from './request.ts';
import { faultAnswer, S3Fault } from './xml.ts';

export interface S3Service extends Service {
  readonly buckets: readonly Bucket[];
  readonly objects: Objects;
}

const ACTIONS: Readonly<Record<string, (actions: Actions, asked: Asked) => ServiceAnswer>> = {
  PutObject: putObject,
  PostObject: putObject,
  GetObject: getObject,
  HeadObject: getObject,
  CopyObject: copyObject,
};

export const createS3 = (ground: Ground): S3Service => {
  const buckets = ground.resources('AWS::S3::Bucket').map(readBucket);
  const objects = new Objects(ground.stateDir ? join(ground.stateDir, 'objects') : undefined);
  const ids = createIds(ground.seed, ground.clock);
  const newId = (bucket: string, key: string, etag: string): string =>
    ids.hex('s3', `${bucket}\n${key}\n${etag}`).slice(0, 32);
  const lifecycle = new Lifecycle(buckets, objects, ground.clock, (one) => newId(one.bucket, one.key, 'marker'));
  const bucketOf = (name: string): Bucket => {
    const found = buckets.find((one) => one.name === name);
    if (found) return found;
    throw new S3Fault('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: name });
  };
  const actions: Actions = {
    objects,
    newId,
    bucketOf,
    now: () => ground.clock.now(),
    mayList: (role, bucket) => ground.allowed(role, { action: 's3:ListBucket', resource: bucket.arn }),
    written: (object, bucket, reason, role) => {
      lifecycle.plan();
      if (bucket.tells) tell(ground, object, bucket, reason, role);
    },
  };
  return {
    name: 's3',
    buckets,
    objects,
    permissions: (call) => permissionsOf(call),
    handle: async (call) => {
      try {
        const request = readS3Request(call);
        const act = ACTIONS[request.action];
        if (!act) throw new S3Fault('NotImplemented', `The local cloud does not know ${request.action} of S3.`, 501);
        return act(actions, { call, request, bucket: bucketOf(request.bucket) });
      } catch (error) {
        if (error instanceof S3Fault) return faultAnswer(error);
        throw error;
      }
    },
    start: () => lifecycle.plan(),
    stop: async () => lifecycle.stop(),
  };
};

const objectArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;

const read = (versionId: string | null | undefined): string => (versionId ? 's3:GetObjectVersion' : 's3:GetObject');

function permissionsOf(call: ServiceCall): readonly Permission[] {
  const { action, bucket, key, query }: S3Request = readS3Request(call);
  const resource = objectArn(bucket, key);
  if (action === 'GetObject' || action === 'HeadObject') return [{ action: read(query.get('versionId')), resource }];
  if (action === 'PutObject' || action === 'PostObject') return [{ action: 's3:PutObject', resource }];
  if (action !== 'CopyObject') return [];
  const from = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  return [
    { action: read(from.versionId), resource: objectArn(from.bucket, from.key) },
    { action: 's3:PutObject', resource },
  ];
}

/** As S3 tells EventBridge; the sequencer of a key only grows. */
const tell = (ground: Ground, object: StoredObject, bucket: Bucket, reason: string, role: string): void => {
  const { key, size, etag, versionId, at } = object;
  const draw = createHash('sha256').update(`${versionId}\n${key}`).digest('hex');
  ground.emit({
    source: 'aws.s3',
    detailType: 'Object Created',
    resources: [bucket.arn],
    detail: {
      version: '0',
      bucket: { name: bucket.name },
      object: {
        key,
        size,
        etag: etag.replaceAll('"', ''),
        ...(bucket.versioned ? { 'version-id': versionId } : {}),
        sequencer: at.toString(16).toUpperCase().padStart(16, '0'),
      },
      'request-id': draw.slice(0, 16).toUpperCase(),
      requester: role,
      'source-ip-address': '127.0.0.1',
      reason,
    },
  });
};
