import type { Resource } from '../service.ts';
import type { Template } from '../template/template.ts';
import { isFields, optionalList, optionalText, text } from '../template/values.ts';
import type { Roles } from './roles.ts';

/**
 * What AWS looks at when it deploys: a role that its service may not take, and a dead-letter queue that the function's
 * own role may not write to. A key of our own is refused too: who may use it is not judged here. Throws with the sentence that says which.
 */
export function checkDeployable(template: Template, roles: Roles): void {
  for (const { logicalId } of template.ofType('AWS::KMS::Key')) {
    throw new Error(`${logicalId}: the local cloud does not check rights on keys of our own.`);
  }
  for (const schedule of template.ofType('AWS::Scheduler::Schedule')) {
    const { Target } = schedule.properties;
    if (isFields(Target)) trusted(roles, schedule, Target.RoleArn, 'scheduler.amazonaws.com');
  }
  for (const rule of template.ofType('AWS::Events::Rule')) {
    for (const target of optionalList(rule.properties.Targets)) {
      if (isFields(target) && target.RoleArn !== undefined)
        trusted(roles, rule, target.RoleArn, 'events.amazonaws.com');
    }
  }
  for (const machine of template.ofType('AWS::StepFunctions::StateMachine')) {
    trusted(roles, machine, machine.properties.RoleArn, 'states.amazonaws.com');
  }
  for (const type of ['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping']) {
    for (const config of template.ofType(type)) checkDestinations(template, roles, config);
  }
  for (const one of template.ofType('AWS::Lambda::Function')) {
    const { DeadLetterConfig } = one.properties;
    if (isFields(DeadLetterConfig)) maySend(roles, one, DeadLetterConfig.TargetArn, one.logicalId);
  }
}

function trusted(roles: Roles, { logicalId, arn = '' }: Resource, roleArn: unknown, service: string): void {
  roles.assumed(text(roleArn, logicalId), service, arn);
}

function checkDestinations(template: Template, roles: Roles, { logicalId, properties }: Resource): void {
  const config = isFields(properties.DestinationConfig) ? properties.DestinationConfig : {};
  const named = text(properties.FunctionName, logicalId)
    .replace(/^arn:.*:function:/, '')
    .replace(/:.*$/, '');
  const target = template.ofType('AWS::Lambda::Function').find((one) => one.ref === named);
  if (!target) throw new Error(`${logicalId}: no template has the function ${named}.`);
  for (const destination of [config.OnFailure, config.OnSuccess]) {
    if (isFields(destination)) maySend(roles, target, destination.Destination, logicalId);
  }
}

const SENDS: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
};

/** The function's own role writes to what takes its failures. */
function maySend(roles: Roles, owner: Resource, destination: unknown, where: string): void {
  const resource = text(destination, where);
  const action = SENDS[resource.split(':')[2] ?? ''];
  if (!action) throw new Error(`${where}: the local cloud does not know the destination ${resource}.`);
  const role = roles.byArn(optionalText(owner.properties.Role) ?? '');
  if (roles.grants(role.id, { action, resource })) return;
  throw new Error(`${where}: the role of ${owner.ref} lacks ${action} on ${resource}.`);
}
