import { expect, test } from 'vitest';
import { Clock } from '../../../infra/local/clock.ts';
import { startCloud } from '../../../infra/local/cloud.ts';
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

const sendsOnly = [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }];

test('a stream is not read in the name of a function that may not read it', async () => {
  const declared = resources();
  const role = declared.CopyNotesRole;
  if (role) role.Properties.Policies = [{ PolicyDocument: { Statement: sendsOnly } }];
  const begun = startCloud({ clock: Clock.manual(0), assembly: assemblyOf(declared), handlers });
  await expect(begun).rejects.toThrow('the role of tandem-local-demo-copy-notes lacks dynamodb:DescribeStream');
});
