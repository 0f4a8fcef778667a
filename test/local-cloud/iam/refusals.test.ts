import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { refusalOf } from '../../../infra/local/door/refusal.ts';
import type { Permission } from '../../../infra/local/service.ts';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';
import { ACCOUNT, rolesWith } from './roles.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers });
const machine = `arn:aws:states:eu-central-1:${ACCOUNT}:stateMachine:demo-keep-tomorrow`;
const raw = {
  RawMessage: { Data: Buffer.from('From: a@b.example\r\nTo: c@d.example\r\n\r\nHello') },
  Source: 'a@b.example',
};

/** A real SDK client as the role of a function that may only write notes. */
const config = () => ({ ...cloud().clientConfig('KeepNoteRole'), maxAttempts: 1 });

test.each<[string, () => Promise<unknown>, string, number, string]>([
  [
    'DynamoDB',
    () => new DynamoDBClient(config()).send(new GetItemCommand({ TableName: 'demo-notes', Key: { PK: { S: 'a' } } })),
    'AccessDeniedException',
    400,
    'dynamodb:GetItem',
  ],
  [
    'Step Functions',
    () => new SFNClient(config()).send(new StartExecutionCommand({ stateMachineArn: machine })),
    'AccessDeniedException',
    400,
    'states:StartExecution',
  ],
  [
    'EventBridge',
    () =>
      new EventBridgeClient(config()).send(
        new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }),
      ),
    'AccessDeniedException',
    400,
    'events:PutEvents',
  ],
  [
    'Secrets Manager',
    () => new SecretsManagerClient(config()).send(new GetSecretValueCommand({ SecretId: 'program-key' })),
    'AccessDeniedException',
    400,
    'secretsmanager:GetSecretValue',
  ],
  ['SES', () => new SESClient(config()).send(new SendRawEmailCommand(raw)), 'AccessDenied', 403, 'ses:SendRawEmail'],
])('%s refuses what the role does not grant with its own error', async (_, send, name, status, action) => {
  const refused = await send().catch((error: unknown) => error);
  expect(refused).toMatchObject({ name, $metadata: { httpStatusCode: status } });
  expect(String(refused)).toContain(action);
  expect(String(refused)).toContain('not authorized to perform');
});

const wanted: Permission = { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-central-1:${ACCOUNT}:letters` };
const ask = (service: string, statements: readonly object[], permission = wanted) =>
  refusalOf(
    rolesWith(statements),
    { name: service, permissions: () => [permission], handle: () => Promise.reject(new Error('not reached')) },
    { service, action: 'Any', role: 'Reader', method: 'POST', path: '/', headers: {}, body: new Uint8Array() },
  );
const message = (answer: ReturnType<typeof ask>): unknown => JSON.parse(String(answer?.body)).Message;
const who = `arn:aws:sts::${ACCOUNT}:assumed-role/reader/local`;

test('the sentence says who, what, on what, and that nothing allows it', () => {
  const permission = { action: 'states:StartExecution', resource: machine };
  expect(message(ask('states', [], permission))).toBe(
    `User: ${who} is not authorized to perform: states:StartExecution on resource: ${machine} ` +
      'because no identity-based policy allows the states:StartExecution action',
  );
});

test('or that a policy forbids it', () => {
  const permission = { action: 'states:StartExecution', resource: machine };
  expect(message(ask('states', [{ Effect: 'Deny', Action: '*', Resource: '*' }], permission))).toBe(
    `User: ${who} is not authorized to perform: states:StartExecution on resource: ${machine} ` +
      'with an explicit deny in an identity-based policy',
  );
});

test.each([
  ['lambda', 403, undefined],
  ['sqs', 403, 'AccessDenied;Sender'],
  ['ssm', 400, undefined],
])('%s answers with %i', (service, status, queryError) => {
  const answer = ask(service, []);
  expect(answer?.status).toBe(status);
  expect(answer?.headers['x-amzn-query-error']).toBe(queryError);
  expect(JSON.parse(String(answer?.body)).__type).toBe('AccessDeniedException');
});

test('what is granted is not refused', () => {
  expect(ask('sqs', [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: wanted.resource }])).toBeUndefined();
});
