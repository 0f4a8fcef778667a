import * as z from 'zod';
import type { Ground } from '../service.ts';
import { propertiesOf } from './json-service.ts';

const permissionProperties = z.looseObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

type InvokePermission = z.infer<typeof permissionProperties>;
const invokePermissions = new WeakMap<Ground, readonly InvokePermission[]>();

/** Read once: a busy API asks for them with every request. */
const invokePermissionsOf = (ground: Ground): readonly InvokePermission[] => {
  const known = invokePermissions.get(ground);
  if (known) return known;
  const read = ground
    .resources('AWS::Lambda::Permission')
    .map((resource) => propertiesOf(resource, permissionProperties));
  invokePermissions.set(ground, read);
  return read;
};

/** Whether a function's resource policy lets an AWS service invoke it on behalf of `sourceArn`. */
export const mayInvoke = (ground: Ground, functionArn: string, principal: string, sourceArn: string): boolean =>
  invokePermissionsOf(ground).some(
    (p) =>
      p.Principal === principal &&
      ['lambda:InvokeFunction', 'lambda:*'].includes(p.Action) &&
      namesFunction(p.FunctionName, functionArn) &&
      (p.SourceArn === undefined || like(p.SourceArn, sourceArn)),
  );

/** A permission names its function by ARN (with the alias, if it is the alias's) or by name. */
const namesFunction = (named: string, functionArn: string): boolean =>
  named === functionArn || functionArn.endsWith(`:function:${named}`);

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const queuePolicyProperties = z.looseObject({
  Queues: z.array(z.string()),
  PolicyDocument: z.looseObject({
    Statement: z.array(
      z.looseObject({
        Effect: z.string(),
        Action: texts,
        Principal: z.union([z.string(), z.looseObject({ Service: texts.optional() })]).optional(),
        Condition: z.record(z.string(), z.record(z.string(), texts)).optional(),
      }),
    ),
  }),
});

/** Whether a queue's policy lets an AWS service send to it on behalf of `sourceArn`. */
export const maySend = (ground: Ground, queueUrl: string, principal: string, sourceArn: string): boolean =>
  ground.resources('AWS::SQS::QueuePolicy').some((resource) => {
    const { Queues, PolicyDocument } = propertiesOf(resource, queuePolicyProperties);
    if (!Queues.includes(queueUrl)) return false;
    return PolicyDocument.Statement.some(
      (statement) =>
        statement.Effect === 'Allow' &&
        statement.Action.some((action) => like(action, 'sqs:SendMessage')) &&
        typeof statement.Principal === 'object' &&
        (statement.Principal.Service ?? []).includes(principal) &&
        Object.entries(statement.Condition ?? {}).every(([operator, keys]) => holds(operator, keys, sourceArn)),
    );
  });

const holds = (operator: string, keys: Readonly<Record<string, readonly string[]>>, sourceArn: string): boolean =>
  ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike'].includes(operator) &&
  Object.entries(keys).every(
    ([key, allowed]) => key.toLowerCase() === 'aws:sourcearn' && allowed.some((one) => like(one, sourceArn)),
  );

/** IAM's wildcards: `*` is any text, `?` any character. */
export const like = (pattern: string, text: string): boolean => {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};
