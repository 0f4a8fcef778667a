import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnApi, CfnAuthorizer, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { HouseStack } from './house-stack.ts';

/** What is logged of a request: no address, no query (tokens travel in bodies and behind a #). */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  error: '$context.error.messageString',
  authorizerError: '$context.authorizer.error',
});

/** The HTTP API without routes: rooms add their own. Throttled, logged, with the one authorizer. */
export class HouseApi extends Construct {
  readonly apiId: string;
  readonly authorizerId: string;

  constructor(stack: HouseStack) {
    super(stack, 'Api');
    const { names, stage } = stack;
    const api = new CfnApi(this, 'Api', { name: names.prefix, protocolType: 'HTTP' });
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/http-api/${names.prefix}`,
      retention: stage.logDays,
      removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: ACCESS_LOG },
      defaultRouteSettings: {
        throttlingRateLimit: stage.requestsPerSecond,
        throttlingBurstLimit: stage.requestsPerSecond * 2,
        detailedMetricsEnabled: true,
      },
    });
    const alias = names.aliasArn('access', 'check-session');
    // Nothing is cached: a session that was closed is closed at once.
    const authorizer = new CfnAuthorizer(this, 'SessionAuthorizer', {
      apiId: api.ref,
      name: 'session',
      authorizerType: 'REQUEST',
      authorizerUri: `arn:aws:apigateway:${names.region}:lambda:path/2015-03-31/functions/${alias}/invocations`,
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: true,
      identitySource: ['$request.header.cookie'],
      authorizerResultTtlInSeconds: 0,
    });
    this.apiId = api.ref;
    this.authorizerId = authorizer.ref;
  }
}
