import {
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/**
 * What a visit of a partner's link is judged by. CloudFront adds the visitor's country only where a policy names it, and no
 * policy both names it and leaves out `Host` (which API Gateway refuses) but a list: ten headers at most.
 */
export const VISIT_HEADERS = [
  'CloudFront-Viewer-Country',
  'X-Visitor-Ip',
  'User-Agent',
  'Referer',
  'Sec-Fetch-Dest',
  'Sec-Fetch-Mode',
  'Sec-Fetch-User',
  'Sec-Purpose',
  'Purpose',
  'X-Moz',
] as const;

export const linkVisits = (scope: Construct, prefix: string): OriginRequestPolicy =>
  new OriginRequestPolicy(scope, 'LinkVisits', {
    originRequestPolicyName: `${prefix}-link-visits`,
    comment: "Visits of partners' links, with the visitor's country",
    headerBehavior: OriginRequestHeaderBehavior.allowList(...VISIT_HEADERS),
    cookieBehavior: OriginRequestCookieBehavior.all(),
    queryStringBehavior: OriginRequestQueryStringBehavior.all(),
  });
