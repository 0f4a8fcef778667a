import { Duration, type RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { HouseStack } from './house-stack.ts';

const ONE_DAY = Duration.days(1);
const LOG_DAYS = 90;
/** How long what was replaced can still be had back. */
const REPLACED_DAYS = 30;

/**
 * The bucket of all files: what was sent and not yet looked at lies under `waiting/` and goes after a day; what was found
 * good lies under `kept/`. Nobody reads it but by a link that a function signed, and no function deletes.
 */
export const fileStore = (stack: HouseStack, removalPolicy: RemovalPolicy): Bucket => {
  const logs = accessLogs(stack, removalPolicy);
  const { site } = stack.stage;
  const files = new Bucket(stack, 'Files', {
    bucketName: stack.names.filesBucket,
    ...privateBucket(removalPolicy),
    versioned: true,
    serverAccessLogsBucket: logs,
    serverAccessLogsPrefix: 'files/',
    cors: [
      {
        // Without a domain of its own the site has a name that CloudFront gives, after this bucket is there.
        allowedOrigins: [site ? `https://${site.domain}` : 'https://*.cloudfront.net'],
        allowedMethods: [HttpMethods.POST, HttpMethods.GET],
        allowedHeaders: ['*'],
        maxAge: 3000,
      },
    ],
    lifecycleRules: [
      { id: 'Waiting', prefix: 'waiting/', expiration: ONE_DAY, noncurrentVersionExpiration: ONE_DAY },
      {
        id: 'Replaced',
        noncurrentVersionExpiration: Duration.days(REPLACED_DAYS),
        abortIncompleteMultipartUploadAfter: ONE_DAY,
      },
    ],
  });
  // `eventBridgeEnabled` would deploy a function with wide rights to set what CloudFormation can set itself.
  const { defaultChild } = files.node;
  if (defaultChild instanceof CfnBucket) {
    defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }
  return files;
};

const privateBucket = (removalPolicy: RemovalPolicy) => ({
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  removalPolicy,
});

/** Who fetched what by which link. */
const accessLogs = (stack: HouseStack, removalPolicy: RemovalPolicy): Bucket => {
  const logs = new Bucket(stack, 'FileLogs', {
    ...privateBucket(removalPolicy),
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    lifecycleRules: [{ expiration: Duration.days(LOG_DAYS) }],
  });
  Validations.of(logs).acknowledge({ id: 'AwsSolutions-S1', reason: 'This is the bucket that access logs go to.' });
  return logs;
};
