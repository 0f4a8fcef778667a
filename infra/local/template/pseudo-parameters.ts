import type { Stack } from './assembly.ts';

/** What `Ref` gives for CloudFormation's own names. */
export const pseudoParameters = (stack: Stack): Readonly<Record<string, unknown>> => ({
  'AWS::AccountId': stack.account,
  'AWS::Region': stack.region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': stack.name,
  'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
  'AWS::NotificationARNs': [],
});
