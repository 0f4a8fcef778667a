import { expect, test } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { startCloud } from '../../../infra/local/cloud.ts';
import { Roles } from '../../../infra/local/iam/roles.ts';
import { readAssembly } from '../../../infra/local/template/assembly.ts';
import { Template } from '../../../infra/local/template/template.ts';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers, resources } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers });
const ask = (deed: string) => cloud().invoke('tandem-local-demo-do-anything:live', { deed });

test('a function that reads what its role does not grant is refused by the name of the missing grant', async () => {
  expect((await ask('read what it may not read')).error).toMatchObject({
    type: 'AccessDeniedException',
    message: expect.stringContaining(
      'dynamodb:GetItem on resource: arn:aws:dynamodb:eu-central-1:000000000000:table/demo-copies',
    ),
  });
});

test('each item of a transaction needs the grant of its own action', async () => {
  expect((await ask('check a condition in a transaction')).error).toMatchObject({
    type: 'AccessDeniedException',
    message: expect.stringContaining('dynamodb:ConditionCheckItem'),
  });
});

const rolesWith = (statements: readonly object[]): Roles => {
  const dir = assemblyOf({
    Reader: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
        },
        Policies: [{ PolicyName: 'Own', PolicyDocument: { Statement: statements } }],
      },
    },
  });
  return new Roles(new Template(readAssembly(dir), { parameters: {} }));
};
const may = (statements: readonly object[], action: string, resource: string, context?: Record<string, string>) =>
  rolesWith(statements).allowed('Reader', { action, resource, ...(context ? { context } : {}) });

test.each([
  ['nothing is granted without a statement', [], false],
  ['an action is granted by its name', [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'q' }], true],
  ['case does not matter in an action', [{ Effect: 'Allow', Action: 'SQS:sendmessage', Resource: 'q' }], true],
  ['a star stands for any ending', [{ Effect: 'Allow', Action: 'sqs:Send*', Resource: '*' }], true],
  ['another resource is not meant', [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: 'q2' }], false],
  [
    'a refusal wins over a grant',
    [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'sqs:*', Resource: 'q' },
    ],
    false,
  ],
  ['NotAction grants all but what it names', [{ Effect: 'Allow', NotAction: 'sqs:SendMessage', Resource: '*' }], false],
  ['NotResource grants all but what it names', [{ Effect: 'Allow', Action: 'sqs:*', NotResource: 'other' }], true],
] as const)('%s', (_, statements, expected) => {
  expect(may(statements, 'sqs:SendMessage', 'q')).toBe(expected);
});

const fromUs = [
  {
    Effect: 'Allow',
    Action: 'ses:SendRawEmail',
    Resource: '*',
    Condition: { StringEquals: { 'ses:FromAddress': 'partners@acme.example' } },
  },
];

test('a condition is held against what the call says', () => {
  expect(may(fromUs, 'ses:SendRawEmail', 'id', { 'ses:FromAddress': 'partners@acme.example' })).toBe(true);
  expect(may(fromUs, 'ses:SendRawEmail', 'id', { 'ses:FromAddress': 'else@acme.example' })).toBe(false);
});

test('a condition that the local cloud does not know is an error, never a guess', () => {
  expect(() => may(fromUs, 'ses:SendRawEmail', 'id')).toThrow('does not know the condition key ses:FromAddress');
  const odd = [
    { Effect: 'Allow', Action: '*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '1.2.3.4' } } },
  ];
  expect(() => may(odd, 'x:Y', 'z', { 'aws:SourceIp': '1.2.3.4' })).toThrow('condition operator IpAddress');
});

test('a stream is not read in the name of a function that may not read it', async () => {
  const declared = resources();
  const role = declared.CopyNotesRole;
  if (role) role.Properties.Policies = [];
  const begun = startCloud({ clock: Clock.manual(0), assembly: assemblyOf(declared), handlers });
  await expect(begun).rejects.toThrow('the role of tandem-local-demo-copy-notes lacks dynamodb:DescribeStream');
});
