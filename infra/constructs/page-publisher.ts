import { DefaultStackSynthesizer, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';

const COPYING = ['s3:GetBucket*', 's3:GetObject*', 's3:List*', 's3:Abort*', 's3:DeleteObject*'];

export interface PagePublisherProps {
  readonly folder: string;
  readonly bucket: Bucket;
  readonly distribution: Distribution;
  readonly logDays: RetentionDays;
}

/** The script for customers' sites: their pages name it, so its name has no hash. */
const SCRIPT = 't.js';

/**
 * Copies the built pages into their bucket. The document is asked for anew each time; what it names has a hash in its
 * name and is kept for good, so a page that is open during a deployment still finds its parts. The script for customers'
 * sites is asked for anew after an hour.
 */
export class PagePublisher extends Construct {
  constructor(scope: Construct, props: PagePublisherProps) {
    super(scope, 'Publisher');
    const { folder, bucket, distribution } = props;
    // Without it Lambda makes a log group that never forgets. The copiers are one function with one log.
    const logGroup = new LogGroup(this, 'Logs', { retention: props.logDays, removalPolicy: RemovalPolicy.DESTROY });
    const parts = new BucketDeployment(this, 'Parts', {
      sources: [Source.asset(folder, { exclude: ['*.html', SCRIPT] })],
      destinationBucket: bucket,
      prune: false,
      logGroup,
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    });
    const document = new BucketDeployment(this, 'Document', {
      sources: [Source.asset(folder, { exclude: ['*', '!*.html'] })],
      destinationBucket: bucket,
      prune: false,
      logGroup,
      cacheControl: [CacheControl.fromString('no-cache')],
      distribution,
      distributionPaths: ['/index.html'],
    });
    const script = new BucketDeployment(this, 'Script', {
      sources: [Source.asset(folder, { exclude: ['*', `!${SCRIPT}`] })],
      destinationBucket: bucket,
      prune: false,
      logGroup,
      cacheControl: [CacheControl.fromString('public, max-age=3600')],
      distribution,
      distributionPaths: [`/${SCRIPT}`],
    });
    script.node.addDependency(parts);
    document.node.addDependency(parts);
    this.acknowledge(bucket);
  }

  /** The copying function is the CDK library's own; its runtime and its rights are not ours to write. */
  private acknowledge(bucket: Bucket): void {
    const reason = "The CDK library's own function, at deployment alone; it may read the assets and write this bucket.";
    const stack = Stack.of(this);
    const target = bucket.node.defaultChild;
    const bucketId = target instanceof CfnBucket ? stack.getLogicalId(target) : '';
    const assets = `arn:aws:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${stack.account}-${stack.region}`;
    const findings = [
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      ...COPYING.map((action) => `IAM5[Action::${action}]`),
      ...['*', `${assets}/*`, `<${bucketId}.Arn>/*`].map((resource) => `IAM5[Resource::${resource}]`),
      'L1',
    ];
    const copiers = stack.node.children.filter((child) => child.node.id.startsWith('Custom::CDKBucketDeployment'));
    for (const copier of copiers) {
      Validations.of(copier).acknowledge(...findings.map((finding) => ({ id: `AwsSolutions-${finding}`, reason })));
    }
  }
}
