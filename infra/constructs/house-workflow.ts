import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { pascal } from '../names.ts';
import { substitutionsOf, type Workflow } from '../workflows.ts';
import type { HouseStack } from './house-stack.ts';

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });

/**
 * A workflow as this house makes them: Standard, its definition as the file has it, errors logged without data, traces,
 * and a role that may invoke exactly the steps and start exactly the workflows that the definition names.
 */
export class HouseWorkflow extends Construct {
  readonly role: Role;
  readonly machine: StateMachine;

  constructor(stack: HouseStack, workflow: Workflow) {
    super(stack, pascal(workflow.name));
    const { names, stage } = stack;
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': names.account } },
      }),
      description: `What the workflow ${workflow.name} may do`,
    });
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${names.stateMachine(workflow.name)}`,
      retention: stage.logDays,
      removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: names.stateMachine(workflow.name),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(workflow.text),
      definitionSubstitutions: substitutionsOf(workflow, names),
      role: this.role,
      logs: { destination: logs, level: LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
      // An execution of a stage that is being taken down is stopped with it.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.grant(stack, workflow);
    this.acknowledge(stack, workflow);
  }

  private grant(stack: HouseStack, workflow: Workflow): void {
    const { names } = stack;
    const aliases = workflow.grantedSteps.map((step) => names.aliasArn(step.room, step.handler));
    if (aliases.length > 0) this.role.addToPolicy(allow(['lambda:InvokeFunction'], aliases));
    if (workflow.distributes) this.grantItself(stack, workflow);
    if (workflow.children.length === 0) return;
    const children = workflow.children.map((child) => child.workflow);
    this.role.addToPolicy(allow(['states:StartExecution'], children.map(names.stateMachineArn)));
    if (!workflow.waitsForChildren) return;
    this.role.addToPolicy(
      allow(['states:DescribeExecution', 'states:StopExecution'], children.map(names.executionsArn)),
    );
    // How Step Functions learns that a child has ended; the rule is its own and has this name in every account.
    this.role.addToPolicy(
      allow(
        ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        [names.arn('events', 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule')],
      ),
    );
  }

  /** The items of a distributed Map are executions that the workflow starts and looks after itself. */
  private grantItself({ names }: HouseStack, { name }: Workflow): void {
    this.role.addToPolicy(allow(['states:StartExecution'], [names.stateMachineArn(name)]));
    this.role.addToPolicy(allow(['states:DescribeExecution', 'states:StopExecution'], [names.executionsArn(name)]));
    Validations.of(this.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${names.executionsArn(name)}]`,
      reason: 'The items of its own distributed Maps, whose names are not known before they start.',
    });
  }

  private acknowledge(stack: HouseStack, workflow: Workflow): void {
    Validations.of(this.machine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason: 'The execution history has every event for 90 days; the log gets errors alone, and no data of people.',
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery and X-Ray take no narrower resource than *.',
    });
    if (!workflow.waitsForChildren) return;
    for (const child of workflow.children) {
      Validations.of(this.role).acknowledge({
        id: `AwsSolutions-IAM5[Resource::${stack.names.executionsArn(child.workflow)}]`,
        reason: 'The executions of one child workflow, whose names are not known before they start.',
      });
    }
  }
}
