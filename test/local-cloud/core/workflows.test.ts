import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers, resources } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers });
const machine = 'arn:aws:states:eu-central-1:000000000000:stateMachine:demo-keep-tomorrow';

test('a workflow of the template waits on the clock and calls its step as its own role', async () => {
  const states = new SFNClient(cloud().clientConfig());
  const input = JSON.stringify({ id: 'w1', text: 'tomorrow' });
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: machine, name: 'w1', input }),
  );
  await cloud().settle();
  expect((await states.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('RUNNING');
  await cloud().clock.moveTo(cloud().clock.now() + 86_400_000);
  const ended = await states.send(new DescribeExecutionCommand({ executionArn }));
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"kept":"w1"}' });
  expect(ended.stopDate?.toISOString()).toBe('2027-03-02T09:00:00.000Z');
  const { Item } = await new DynamoDBClient(cloud().clientConfig()).send(
    new GetItemCommand({ TableName: 'demo-notes', Key: { PK: { S: 'NOTE#w1' } } }),
  );
  expect(Item?.keptAt?.S).toBe('2027-03-02T09:00:00.000Z');
  const { events } = await states.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events?.at(-1)?.type).toBe('ExecutionSucceeded');
});

test('a function may only start workflows when it is granted', async () => {
  const states = new SFNClient(cloud().clientConfig('tandem-local-demo-keep-note'));
  await expect(states.send(new ListExecutionsCommand({ stateMachineArn: machine }))).rejects.toThrow(
    'not authorized to perform: states:ListExecutions',
  );
});

const withoutGrant = resources();
withoutGrant.WorkflowRole = {
  Type: 'AWS::IAM::Role',
  Properties: { ...withoutGrant.WorkflowRole?.Properties, Policies: [] },
};
const poor = withCloud({ assembly: assemblyOf(withoutGrant), handlers });

test('a workflow without the grant to call its step fails there', async () => {
  const states = new SFNClient(poor().clientConfig());
  const { executionArn } = await states.send(
    new StartExecutionCommand({ stateMachineArn: machine, input: '{"id":"p","text":"p"}' }),
  );
  await poor().clock.moveTo(poor().clock.now() + 86_400_000);
  const ended = await states.send(new DescribeExecutionCommand({ executionArn }));
  expect(ended.status).toBe('FAILED');
  expect(ended.cause).toContain('lambda:InvokeFunction');
});
