import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** `files`: the bucket, to which pages send uploads, and whose pictures they show. */
const content = (files: string): string =>
  [
    "default-src 'self'",
    `connect-src 'self' ${files}`,
    `img-src 'self' data: ${files}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Links in letters carry tokens behind a #; no referrer keeps even the path to ourselves. */
export const securityHeaders = (scope: Construct, prefix: string, files: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'SecurityHeaders', {
    responseHeadersPolicyName: `${prefix}-security`,
    comment: 'Security headers of the site and the API',
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: content(files), override: true },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
  });
