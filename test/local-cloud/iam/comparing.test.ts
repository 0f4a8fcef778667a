import { expect, test } from 'vitest';
import { grantsOf, justifies, unusedOf } from '../../after/comparing.ts';
import { rolesWith } from './roles.ts';

const QUEUE = 'arn:aws:sqs:eu-central-1:000000000000:letters';
const roles = rolesWith([
  { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:ReceiveMessage'], Resource: [QUEUE, `${QUEUE}-2`] },
  { Effect: 'Allow', Action: 'states:*', Resource: 'arn:aws:states:*' },
  { Effect: 'Deny', Action: 'sqs:DeleteQueue', Resource: '*' },
]);
const use = (action: string, resource: string, role = 'Reader') => ({ role, action, resource, by: '' });
const unused = (...uses: ReturnType<typeof use>[]) =>
  unusedOf(grantsOf(roles), uses).map(({ action, resource }) => `${action} ${resource}`);

test('every action on every resource of what is allowed is a grant of its own', () => {
  expect(grantsOf(roles)).toHaveLength(5);
  expect(
    unused(use('sqs:SendMessage', QUEUE), use('states:StartExecution', 'arn:aws:states:eu:1:stateMachine:a')),
  ).toEqual([`sqs:SendMessage ${QUEUE}-2`, `sqs:ReceiveMessage ${QUEUE}`, `sqs:ReceiveMessage ${QUEUE}-2`]);
});

test('what another role does uses no grant of this one', () => {
  expect(unused(use('sqs:SendMessage', QUEUE, 'Writer'))).toHaveLength(5);
});

test('a justification names role, action and resource', () => {
  const one = { role: 'Read*', actions: ['sqs:Send*'], resource: '*:letters', because: 'It is a test.' };
  const grant = { role: 'Reader', action: 'sqs:SendMessage', resource: QUEUE };
  expect(justifies(one, grant)).toBe(true);
  expect(justifies(one, { ...grant, role: 'Writer' })).toBe(false);
  expect(justifies(one, { ...grant, action: 'sqs:ReceiveMessage' })).toBe(false);
  expect(justifies(one, { ...grant, resource: `${QUEUE}-2` })).toBe(false);
});
