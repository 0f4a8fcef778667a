import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Alias,
  ApplicationLogLevel,
  Architecture,
  type Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { pascal } from '../names.ts';
import type { FunctionSpec } from '../rooms/manifest.ts';
import type { HouseStack } from './house-stack.ts';

export interface HouseFunctionProps {
  readonly room: string;
  readonly handler: string;
  readonly spec: FunctionSpec;
  readonly code: Code;
  readonly environment: Record<string, string>;
  readonly grants: readonly PolicyStatement[];
}

/**
 * A function as this house makes them: arm64, Node 24, its own role with its own grants and no more, its own log group
 * that forgets in time, traces, and the alias `live` that everything invokes. An execution in flight calls the alias,
 * so a deployment in the middle of it reaches the new code and not a version that is gone.
 */
export class HouseFunction extends Construct {
  readonly role: Role;
  readonly alias: Alias;
  readonly function: LambdaFunction;

  constructor(stack: HouseStack, props: HouseFunctionProps) {
    super(stack, pascal(props.handler));
    const { room, handler, spec } = props;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${room}/${handler} may do`,
    });
    for (const grant of props.grants) this.role.addToPolicy(grant);
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: stack.names.logGroup(room, handler),
      retention: stack.stage.logDays,
      removalPolicy: stack.stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    logs.grantWrite(this.role);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: stack.names.functionName(room, handler),
      description: spec.does,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: props.code,
      role: this.role,
      environment: props.environment,
      memorySize: spec.memoryMb ?? 512,
      timeout: Duration.seconds(spec.timeoutSeconds ?? 10),
      tracing: Tracing.ACTIVE,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
    });
    this.alias = new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray takes traces for no narrower resource than *; nothing else in this role names it.',
    });
  }
}
