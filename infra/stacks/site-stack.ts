import { type App, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  FunctionEventType,
  HttpVersion,
  type IResponseHeadersPolicy,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { pageAddresses, visitorAddress } from '../constructs/edge-functions.ts';
import { HouseApi } from '../constructs/house-api.ts';
import { HouseStack, type HouseStackProps } from '../constructs/house-stack.ts';
import { linkVisits } from '../constructs/link-visits.ts';
import { PagePublisher } from '../constructs/page-publisher.ts';
import { securityHeaders } from '../constructs/security-headers.ts';

export interface SiteStackProps extends Omit<HouseStackProps, 'description'> {
  /** Folder of the built pages; without it the bucket stays as it is. */
  readonly pages: string | undefined;
}

/** Where people and browsers come in: pages, API shell, and CloudFront in front of both. */
export class SiteStack extends HouseStack {
  constructor(app: App, props: SiteStackProps) {
    super(app, 'site', { ...props, description: 'Site, CloudFront and HTTP API' });
    const api = new HouseApi(this);
    const logs = this.bucket('Logs', { keepDays: 90 });
    const pages = this.bucket('Pages', { logsTo: logs });
    const distribution = this.distribution(api, pages, logs);
    const { parameter } = this.names;
    this.tell('ApiId', parameter.apiId, api.apiId);
    this.tell('AuthorizerId', parameter.authorizerId, api.authorizerId);
    this.tell(
      'SiteUrl',
      parameter.siteUrl,
      `https://${this.stage.site?.domain ?? distribution.distributionDomainName}`,
    );
    if (props.pages)
      new PagePublisher(this, { folder: props.pages, bucket: pages, distribution, logDays: this.stage.logDays });
  }

  private bucket(id: string, options: { keepDays?: number; logsTo?: Bucket }): Bucket {
    const keep = this.stage.protect;
    const bucket = new Bucket(this, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(options.keepDays
        ? {
            objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
            lifecycleRules: [{ expiration: Duration.days(options.keepDays) }],
          }
        : {}),
      ...(options.logsTo ? { serverAccessLogsBucket: options.logsTo, serverAccessLogsPrefix: 'pages/' } : {}),
    });
    if (!options.logsTo) {
      Validations.of(bucket).acknowledge({
        id: 'AwsSolutions-S1',
        reason: 'This is the bucket that access logs go to.',
      });
    }
    return bucket;
  }

  private distribution(api: HouseApi, pages: Bucket, logs: Bucket): Distribution {
    const headers = securityHeaders(this, this.names.prefix, this.names.filesOrigin);
    const apiRoutes = this.apiBehaviour(api, headers);
    const { site } = this.stage;
    const distribution = new Distribution(this, 'Distribution', {
      comment: this.names.prefix,
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(site
        ? {
            domainNames: [site.domain],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', site.certificateArn),
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
      logBucket: logs,
      logFilePrefix: 'cloudfront/',
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(pages),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: headers,
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: pageAddresses(this, this.names.prefix) },
        ],
      },
      additionalBehaviors: {
        '/api/*': apiRoutes,
        '/r/*': { ...apiRoutes, originRequestPolicy: linkVisits(this, this.names.prefix) },
      },
    });
    this.acknowledge(distribution);
    return distribution;
  }

  private apiBehaviour(api: HouseApi, responseHeadersPolicy: IResponseHeadersPolicy): BehaviorOptions {
    return {
      origin: new HttpOrigin(Fn.join('.', [api.apiId, 'execute-api', this.names.region, 'amazonaws.com']), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        ...(this.isLocal ? {} : { customHeaders: { 'x-origin-key': this.edgeKey() } }),
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      responseHeadersPolicy,
      functionAssociations: [
        { eventType: FunctionEventType.VIEWER_REQUEST, function: visitorAddress(this, this.names.prefix) },
      ],
    };
  }

  /** CloudFront replaces what a visitor sends under this name: who has the key came through it. */
  private edgeKey(): string {
    const key = new Secret(this, 'EdgeKey', {
      secretName: this.names.edgeKey,
      description: 'By this the API knows that a request, and the address of the visitor in it, comes from CloudFront.',
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(key).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'It only decides whose address a rate limit counts; a new one takes a deployment of site and rooms.',
    });
    return key.secretValue.unsafeUnwrap();
  }

  private acknowledge(distribution: Distribution): void {
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Partners apply from any country.' },
      {
        id: 'AwsSolutions-CFR2',
        reason:
          'Rate limits, body limits and strict parsing are in the API; a firewall costs more than the rest together.',
      },
    );
    if (this.stage.site) return;
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'Without a domain of its own the stage has the certificate of CloudFront, whose TLS version is not ours to set.',
    });
  }
}
