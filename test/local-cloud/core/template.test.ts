import { expect, test } from 'vitest';
import { readAssembly } from '../../../infra/local/template/assembly.ts';
import { Template } from '../../../infra/local/template/template.ts';
import { assemblyOf } from '../fixtures/demo.ts';

const queueNamed = (QueueName: unknown, more: object = {}) =>
  new Template(readAssembly(assemblyOf({ Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName } }, ...more })), {
    parameters: { '/demo/site-url': 'http://127.0.0.1:4567' },
  });
const nameOf = (value: unknown, more: object = {}): string | undefined =>
  queueNamed(value, more)
    .ofType('AWS::SQS::Queue')
    .find((queue) => queue.logicalId === 'Queue')
    ?.ref.split('/')
    .at(-1);

const other = { Other: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'other' } } };

test.each([
  ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
  ['Ref of a template parameter', { Ref: 'StageName' }, 'local'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Other', 'QueueName'] }, 'other'],
  ['GetAtt as text', { 'Fn::GetAtt': 'Other.QueueName' }, 'other'],
  ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'StageName' }, 'c']] }, 'a-local-c'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an intrinsic of CloudFormation
  ['Sub', { 'Fn::Sub': 'a-${StageName}-${Other.QueueName}-${!kept}' }, 'a-local-other-${kept}'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an intrinsic of CloudFormation
  ['Sub with values', { 'Fn::Sub': ['${x}-${StageName}', { x: { Ref: 'AWS::Partition' } }] }, 'aws-local'],
  ['Select of Split', { 'Fn::Select': [2, { 'Fn::Split': ['|', 'a|b|c'] }] }, 'c'],
])('%s is resolved', (_, value, expected) => {
  expect(nameOf(value, other)).toBe(expected);
});

test('a property that is AWS::NoValue is left out', () => {
  const template = queueNamed('q', {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 't', DisplayName: { Ref: 'AWS::NoValue' } } },
  });
  expect(template.ofType('AWS::SNS::Topic')[0]?.properties).toEqual({ TopicName: 't' });
});

test('a parameter from SSM has the value of this machine', () => {
  expect(nameOf({ 'Fn::Join': ['', ['at ', { Ref: 'SiteUrl' }]] })).toBe('127.0.0.1:4567');
});

test.each([
  ['a resource type', { Odd: { Type: 'AWS::Odd::Thing', Properties: {} } }, 'AWS::Odd::Thing'],
  ['a function', { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Cidr': [] } } } }, 'Fn::Cidr'],
  [
    'an attribute',
    { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::GetAtt': ['Queue', 'Odd'] } } } },
    'attribute Odd of AWS::SQS::Queue',
  ],
  ['a reference', { Q: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { Ref: 'Nowhere' } } } }, 'Nowhere'],
])('%s that is not known is refused by name', (_, more, named) => {
  expect(() => queueNamed('q', more)).toThrow(named);
});

test('a resource that refers to itself is refused', () => {
  expect(() => nameOf({ Ref: 'Queue' })).toThrow('refers to itself');
});
