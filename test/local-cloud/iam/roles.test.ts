import { describe, expect, test } from 'vitest';
import { Roles } from '../../../infra/local/iam/roles.ts';
import { ACCOUNT, aRole, READER, rolesWith, templateOf, trust } from './roles.ts';

const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/ledger`;
const allow = (Action: string, Resource: unknown = '*') => ({ Effect: 'Allow', Action, Resource });

test('grants come from the role itself, from policies beside it and from managed ones', () => {
  const roles = new Roles(
    templateOf({
      Reader: aRole([allow('a:Own')], { ManagedPolicyArns: [{ Ref: 'Shared' }] }),
      Beside: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'Beside',
          PolicyDocument: { Statement: allow('a:Beside') },
          Roles: [{ Ref: 'Reader' }],
        },
      },
      Shared: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [allow('a:Shared')] } } },
    }),
  );
  const allowed = (action: string) => roles.allowed('Reader', { action, resource: 'x' });
  expect(['a:Own', 'a:Beside', 'a:Shared', 'a:Else'].map(allowed)).toEqual([true, true, true, false]);
  expect(roles.allowed('Nobody', { action: 'a:Own', resource: 'x' })).toBe(false);
});

test('a managed policy of AWS that is not known is an error', () => {
  const ManagedPolicyArns = ['arn:aws:iam::aws:policy/AdministratorAccess'];
  expect(() => new Roles(templateOf({ Reader: aRole([], { ManagedPolicyArns }) }))).toThrow(
    'does not know the managed policy AdministratorAccess',
  );
});

test('beyond its boundary a role may nothing, and the boundary itself grants nothing', () => {
  const bounded = (statements: readonly object[]) =>
    new Roles(
      templateOf({
        Reader: aRole(statements, { PermissionsBoundary: { Ref: 'Edge' } }),
        Edge: {
          Type: 'AWS::IAM::ManagedPolicy',
          Properties: { PolicyDocument: { Statement: [allow('a:*'), { ...allow('a:Never'), Effect: 'Deny' }] } },
        },
      }),
    );
  const why = (action: string, statements: readonly object[]) =>
    bounded(statements).refusal('Reader', { action, resource: 'x' });
  expect(why('a:Read', [allow('*')])).toBeUndefined();
  expect(why('b:Read', [allow('*')])).toBe('because no permissions boundary allows the');
  expect(why('a:Never', [allow('*')])).toBe('with an explicit deny in a permissions boundary');
  expect(why('a:Read', [])).toBe('because no identity-based policy allows the');
});

describe("A table's own policy", () => {
  const ledger = (...statements: object[]) => ({
    Ledger: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'ledger',
        Replicas: [{ Region: 'eu-central-1', ResourcePolicy: { PolicyDocument: { Statement: statements } } }],
      },
    },
  });
  const statement = (over: object) => ({ Action: 'dynamodb:DeleteItem', Resource: '*', ...over });
  const remove = { action: 'dynamodb:DeleteItem', resource: TABLE };

  test.each<[string, unknown]>([
    ['everybody', '*'],
    ['everybody, in the longer way', { AWS: '*' }],
    ['the role', { AWS: READER }],
    ['its account', { AWS: `arn:aws:iam::${ACCOUNT}:root` }],
  ])('refuses %s what the role itself is granted', (_, Principal) => {
    const roles = rolesWith([allow('dynamodb:*')], ledger(statement({ Effect: 'Deny', Principal })));
    expect(roles.refusal('Reader', remove)).toBe('with an explicit deny in a resource-based policy');
    expect(roles.allowed('Reader', { ...remove, resource: `${TABLE}/index/byDue` })).toBe(false);
    expect(roles.allowed('Reader', { ...remove, action: 'dynamodb:PutItem' })).toBe(true);
    expect(roles.allowed('Reader', { ...remove, resource: `${TABLE}-2` })).toBe(true);
  });

  test('grants a role by its name what the role itself is not granted, and an account nothing', () => {
    const granted = (Principal: unknown) =>
      rolesWith([], ledger(statement({ Effect: 'Allow', Principal }))).allowed('Reader', remove);
    expect(granted({ AWS: READER })).toBe(true);
    expect(granted({ AWS: `arn:aws:iam::${ACCOUNT}:root` })).toBe(false);
    expect(granted({ AWS: READER.replace('reader', 'writer') })).toBe(false);
    expect(granted({ Service: 'lambda.amazonaws.com' })).toBe(false);
  });

  test('that names somebody in a way the local cloud does not know is an error', () => {
    const Principal = { Federated: 'accounts.example' };
    expect(() => rolesWith([], ledger(statement({ Effect: 'Allow', Principal })))).toThrow('the principal Federated');
  });
});

describe('A role', () => {
  const assume = (AssumeRolePolicyDocument: object, service: string) =>
    new Roles(templateOf({ Reader: aRole([], { AssumeRolePolicyDocument }) })).assumed(READER, service).id;

  test('is taken by the service that it trusts and by no other', () => {
    expect(assume(trust('lambda.amazonaws.com'), 'lambda.amazonaws.com')).toBe('Reader');
    expect(() => assume(trust('lambda.amazonaws.com'), 'states.amazonaws.com')).toThrow(
      'The role reader does not trust states.amazonaws.com.',
    );
  });

  test('is not taken from another account than its trust names', () => {
    const from = (account: string) =>
      trust('states.amazonaws.com', { Condition: { StringEquals: { 'aws:SourceAccount': account } } });
    expect(assume(from(ACCOUNT), 'states.amazonaws.com')).toBe('Reader');
    expect(() => assume(from('111122223333'), 'states.amazonaws.com')).toThrow('does not trust');
  });
});

test('what was allowed is remembered once, with the statement that allowed it; what was refused is not', () => {
  const roles = rolesWith([allow('a:Read'), allow('a:*', 'mine')]);
  for (const action of ['a:Read', 'a:Read', 'a:Write', 'b:Read']) roles.allowed('Reader', { action, resource: 'mine' });
  roles.grants('Reader', { action: 'a:Look', resource: 'mine' });
  expect(roles.uses.all()).toEqual([
    { role: 'Reader', action: 'a:Read', resource: 'mine', by: 'Reader[0]' },
    { role: 'Reader', action: 'a:Write', resource: 'mine', by: 'Reader[1]' },
  ]);
});
