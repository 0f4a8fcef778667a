/** A bucket of the templates: what of it the local cloud keeps to, and what it insists on. */
import * as z from 'zod';
import type { Resource } from '../../service.ts';
import { propertiesOf } from '../json-service.ts';

const rule = z.strictObject({
  Id: z.string().optional(),
  Status: z.enum(['Enabled', 'Disabled']),
  Prefix: z.string().default(''),
  ExpirationInDays: z.coerce.number().int().min(1).optional(),
  NoncurrentVersionExpiration: z.strictObject({ NoncurrentDays: z.coerce.number().int().min(1) }).optional(),
  /** There are no multipart uploads here. */
  AbortIncompleteMultipartUpload: z.strictObject({ DaysAfterInitiation: z.coerce.number() }).optional(),
});
const cors = z.strictObject({
  Id: z.string().optional(),
  AllowedOrigins: z.array(z.string()).min(1),
  AllowedMethods: z.array(z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE'])).min(1),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});
const yes = z.union([z.literal(true), z.literal('true').transform(() => true)]);

/** Strict: a property that is not here is refused by name. A bucket that anybody could read, or that is not encrypted, too. */
const properties = z.strictObject({
  BucketName: z.string().optional(),
  AccessControl: z.enum(['LogDeliveryWrite', 'Private']).optional(),
  BucketEncryption: z.strictObject({
    ServerSideEncryptionConfiguration: z.array(
      z.strictObject({ ServerSideEncryptionByDefault: z.strictObject({ SSEAlgorithm: z.literal('AES256') }) }),
    ),
  }),
  PublicAccessBlockConfiguration: z.strictObject({
    BlockPublicAcls: yes,
    BlockPublicPolicy: yes,
    IgnorePublicAcls: yes,
    RestrictPublicBuckets: yes,
  }),
  VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  LifecycleConfiguration: z.strictObject({ Rules: z.array(rule) }).optional(),
  CorsConfiguration: z.strictObject({ CorsRules: z.array(cors) }).optional(),
  NotificationConfiguration: z
    .strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean() }) })
    .optional(),
  LoggingConfiguration: z
    .strictObject({ DestinationBucketName: z.string().optional(), LogFilePrefix: z.string().optional() })
    .optional(),
  OwnershipControls: z
    .strictObject({
      Rules: z.array(z.strictObject({ ObjectOwnership: z.enum(['BucketOwnerPreferred', 'BucketOwnerEnforced']) })),
    })
    .optional(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

export type CorsRule = z.output<typeof cors>;
export type LifecycleRule = z.output<typeof rule>;

export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly versioned: boolean;
  /** Tells EventBridge of every object. */
  readonly tells: boolean;
  readonly cors: readonly CorsRule[];
  readonly lifecycle: readonly LifecycleRule[];
}

export const readBucket = (resource: Resource): Bucket => {
  const held = propertiesOf(resource, properties);
  return {
    name: resource.ref,
    arn: `arn:aws:s3:::${resource.ref}`,
    versioned: held.VersioningConfiguration?.Status === 'Enabled',
    tells: held.NotificationConfiguration?.EventBridgeConfiguration.EventBridgeEnabled ?? false,
    cors: held.CorsConfiguration?.CorsRules ?? [],
    lifecycle: (held.LifecycleConfiguration?.Rules ?? []).filter(({ Status }) => Status === 'Enabled'),
  };
};
