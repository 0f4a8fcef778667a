import { Roles } from '../../../infra/local/iam/roles.ts';
import { readAssembly } from '../../../infra/local/template/assembly.ts';
import { Template } from '../../../infra/local/template/template.ts';
import { assemblyOf } from '../fixtures/demo.ts';

export const ACCOUNT = '000000000000';
export const READER = `arn:aws:iam::${ACCOUNT}:role/reader`;

export const trust = (service: string, more: object = {}) => ({
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service }, ...more }],
});

/** A role with these statements, as a template has it. */
export const aRole = (statements: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'reader',
    AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    Policies: [{ PolicyName: 'Own', PolicyDocument: { Statement: statements } }],
    ...more,
  },
});

/** What a template of these resources says. */
export const templateOf = (declared: object): Template =>
  new Template(readAssembly(assemblyOf(declared)), { parameters: {} });

/** The roles of a template with the one role `Reader`, of these statements, and with whatever else is given. */
export const rolesWith = (statements: readonly object[], more: object = {}): Roles =>
  new Roles(templateOf({ Reader: aRole(statements), ...more }));

/** Whether `Reader` may. */
export const may = (
  statements: readonly object[],
  action: string,
  resource: string,
  context?: Record<string, string | readonly string[]>,
): boolean => rolesWith(statements).allowed('Reader', { action, resource, ...(context ? { context } : {}) });
