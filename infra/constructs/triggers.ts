import { Duration } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { EventBus, type EventPattern, type IEventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { FunctionSpec } from '../rooms/manifest.ts';
import type { HouseFunction } from './house-function.ts';
import type { HouseStack } from './house-stack.ts';

const DAY = Duration.hours(24);

/** HTTP: one integration and one route per function; only that route may call it. */
export const addRoute = (
  stack: HouseStack,
  target: HouseFunction,
  route: NonNullable<FunctionSpec['route']>,
  api: { readonly id: string; readonly authorizerId: string },
): CfnRoute => {
  const integration = new CfnIntegration(target, 'Integration', {
    apiId: api.id,
    integrationType: 'AWS_PROXY',
    integrationUri: target.alias.functionArn,
    payloadFormatVersion: '2.0',
  });
  target.alias.addPermission('Api', {
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: stack.names.arn('execute-api', `${api.id}/*/*${route.path}`),
  });
  const signedIn = route.access !== 'anyone';
  return new CfnRoute(target, 'Route', {
    apiId: api.id,
    routeKey: `${route.method} ${route.path}`,
    target: `integrations/${integration.ref}`,
    authorizationType: signedIn ? 'CUSTOM' : 'NONE',
    ...(signedIn ? { authorizerId: api.authorizerId } : {}),
  });
};

/** An asynchronous call that fails three times ends in the room's dead letters with the event it was given. */
export const keepFailures = (target: HouseFunction, deadLetters: IQueue): void => {
  maySend(target, deadLetters);
  target.alias.configureAsyncInvoke({
    retryAttempts: 2,
    maxEventAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: deadLetters.queueArn }) },
  });
};

/** Lambda writes failures in the name of the function's role. The library's own grant has three actions; this is the one. */
const maySend = (target: HouseFunction, deadLetters: IQueue): void => {
  target.role.addToPolicy(may('sqs:SendMessage', deadLetters.queueArn));
};

const may = (action: string, resource: string): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [action], resources: [resource] });

const onRule = (
  target: HouseFunction,
  id: string,
  deadLetters: IQueue,
  rule: {
    readonly name: string;
    readonly description: string;
    readonly pattern: EventPattern;
    readonly bus?: IEventBus;
  },
): void => {
  new Rule(target, id, {
    ruleName: rule.name,
    description: rule.description,
    eventPattern: rule.pattern,
    ...(rule.bus ? { eventBus: rule.bus } : {}),
    targets: [new LambdaFunction(target.alias, { deadLetterQueue: deadLetters, maxEventAge: DAY, retryAttempts: 185 })],
  });
};

/** Events of the program's bus, by name and by what their data say. */
export const onEvents = (
  stack: HouseStack,
  target: HouseFunction,
  spec: {
    readonly name: string;
    readonly does: string;
    readonly events: readonly string[];
    readonly eventsWith: FunctionSpec['eventsWith'];
  },
  deadLetters: IQueue,
): void => {
  const { events, eventsWith } = spec;
  onRule(target, 'OnEvents', deadLetters, {
    name: spec.name,
    description: spec.does,
    bus: EventBus.fromEventBusArn(target, 'Bus', stack.names.busArn),
    pattern: {
      ...(events.includes('*') ? { source: Match.prefix('') } : { detailType: [...events] }),
      ...(eventsWith ? { detail: { data: eventsWith } } : {}),
    },
  });
};

/** What AWS itself says: how letters fared, how executions of this stage ended. */
export const onAwsEvents = (
  stack: HouseStack,
  target: HouseFunction,
  spec: { readonly name: string; readonly does: string; readonly awsEvents: NonNullable<FunctionSpec['awsEvents']> },
  deadLetters: IQueue,
): void => {
  const { names } = stack;
  const patterns: Record<NonNullable<FunctionSpec['awsEvents']>, EventPattern> = {
    'email-feedback': {
      source: ['aws.ses'],
      detail: { mail: { tags: { 'ses:configuration-set': [names.mailConfigurationSet] } } },
    },
    'file-arrived': {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [names.filesBucket] }, object: { key: Match.prefix('waiting/') } },
    },
    'workflow-status': {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: {
        stateMachineArn: Match.prefix(names.stateMachineArn('')),
        // Every start is RUNNING; of those only a redrive is news.
        $or: [
          { status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] },
          { status: ['RUNNING'], redriveCount: Match.greaterThan(0) },
        ],
      },
    },
  };
  onRule(target, 'OnAwsEvents', deadLetters, {
    name: spec.name,
    description: spec.does,
    pattern: patterns[spec.awsEvents],
  });
};

/**
 * New items of one type on the Program table's stream, in order per partner. A batch that keeps failing is tried for a
 * day, is split to find the one that fails, and that one ends in the dead letters.
 */
export const onNewItems = (target: HouseFunction, type: string, streamArn: string, deadLetters: IQueue): void => {
  maySend(target, deadLetters);
  const newItem = { eventName: ['INSERT'], dynamodb: { NewImage: { type: { S: [type] } } } };
  const mapping = new CfnEventSourceMapping(target, 'Stream', {
    functionName: target.alias.functionArn,
    eventSourceArn: streamArn,
    startingPosition: 'TRIM_HORIZON',
    batchSize: type === 'FACT' ? 100 : 25,
    functionResponseTypes: ['ReportBatchItemFailures'],
    bisectBatchOnFunctionError: true,
    maximumRecordAgeInSeconds: DAY.toSeconds(),
    maximumRetryAttempts: 100,
    destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
    filterCriteria: { filters: [{ pattern: JSON.stringify(newItem) }] },
  });
  // The mapping is tried at creation: the role must be able to read the stream by then.
  mapping.node.addDependency(target.role);
};

const expression = (schedule: NonNullable<FunctionSpec['schedule']>): string => {
  if ('everyMinutes' in schedule) {
    return `rate(${schedule.everyMinutes} ${schedule.everyMinutes === 1 ? 'minute' : 'minutes'})`;
  }
  const [hour, minute] = schedule.dailyAt.split(':').map(Number);
  return `cron(${minute} ${hour} * * ? *)`;
};

/** A schedule with its own role, that may invoke this one alias and write to this one queue. */
export const onSchedule = (
  stack: HouseStack,
  target: HouseFunction,
  spec: { readonly name: string; readonly does: string; readonly schedule: NonNullable<FunctionSpec['schedule']> },
  deadLetters: IQueue,
): void => {
  const role = new Role(target, 'ScheduleRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.names.account } },
    }),
    inlinePolicies: {
      Call: new PolicyDocument({
        statements: [
          may('lambda:InvokeFunction', target.alias.functionArn),
          may('sqs:SendMessage', deadLetters.queueArn),
        ],
      }),
    },
  });
  new CfnSchedule(target, 'Schedule', {
    name: spec.name,
    description: spec.does,
    scheduleExpression: expression(spec.schedule),
    scheduleExpressionTimezone: stack.stage.timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: target.alias.functionArn,
      roleArn: role.roleArn,
      input: '{}',
      deadLetterConfig: { arn: deadLetters.queueArn },
      retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 5 },
    },
  });
};
