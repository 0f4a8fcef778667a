import { describe, expect, test } from 'vitest';
import { may } from './roles.ts';

const QUEUE = 'arn:aws:sqs:eu-central-1:000000000000:letters';
const send = (over: object = {}) => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE, ...over });

test.each([
  ['nothing is granted without a statement', [], false],
  ['an action is granted by its name', [send()], true],
  ['one of several actions', [send({ Action: ['sqs:ReceiveMessage', 'sqs:SendMessage'] })], true],
  ['another action is not meant', [send({ Action: 'sqs:ReceiveMessage' })], false],
  ['case does not matter in an action', [send({ Action: 'SQS:sendmessage' })], true],
  ['case matters in a resource', [send({ Resource: QUEUE.toUpperCase() })], false],
  ['a star stands for any ending', [send({ Action: 'sqs:Send*' })], true],
  ['a star in the middle of an action', [send({ Action: 'sqs:*Message' })], true],
  ['a question mark stands for one character', [send({ Action: 'sqs:SendMessag?' })], true],
  ['a question mark does not stand for none', [send({ Action: 'sqs:SendMessage?' })], false],
  ['a dot is only a dot', [send({ Resource: QUEUE.replace('letters', 'let.ers') })], false],
  ['another resource is not meant', [send({ Resource: `${QUEUE}-2` })], false],
  ['an ending is not a resource', [send({ Resource: 'letters' })], false],
  ['a star at the end of a resource', [send({ Resource: 'arn:aws:sqs:eu-central-1:000000000000:let*' })], true],
  ['a star at the end of a part goes on beyond it', [send({ Resource: 'arn:aws:sqs:*:letters' })], true],
  ['a star inside a part stays in it', [send({ Resource: 'arn:aws:s*s:letters' })], false],
  ['every resource', [send({ Resource: '*' })], true],
  ['no resource at all grants nothing', [{ Effect: 'Allow', Action: 'sqs:SendMessage' }], false],
  ['no action at all grants nothing', [{ Effect: 'Allow', Resource: '*' }], false],
  [
    'NotAction grants all but what it names',
    [{ Effect: 'Allow', NotAction: 'sqs:ReceiveMessage', Resource: '*' }],
    true,
  ],
  ['what NotAction names', [{ Effect: 'Allow', NotAction: 'sqs:send*', Resource: '*' }], false],
  ['NotResource grants all but what it names', [{ Effect: 'Allow', Action: 'sqs:*', NotResource: `${QUEUE}-2` }], true],
  ['what NotResource names', [{ Effect: 'Allow', Action: 'sqs:*', NotResource: QUEUE }], false],
  ['a refusal wins over a grant, wherever it stands', [send({ Effect: 'Deny', Action: 'sqs:*' }), send()], false],
  ['a refusal of another resource does not', [send({ Effect: 'Deny', Resource: `${QUEUE}-2` }), send()], true],
  ['a refusal of all but this', [send(), { Effect: 'Deny', Action: '*', NotResource: QUEUE }], true],
] as const)('%s', (_, statements, expected) => {
  expect(may(statements, 'sqs:SendMessage', QUEUE)).toBe(expected);
});

describe('A condition', () => {
  const FROM = 'partners@acme.example';
  const RULE = 'arn:aws:events:eu-central-1:000000000000:rule/bus/settle';
  test.each<[string, object, Record<string, string | readonly string[]>, boolean]>([
    ['StringEquals', { StringEquals: { 'x:From': FROM } }, { 'x:From': FROM }, true],
    ['StringEquals, of another case', { StringEquals: { 'x:From': FROM } }, { 'x:From': FROM.toUpperCase() }, false],
    ['a key of another case', { StringEquals: { 'X:from': FROM } }, { 'x:From': FROM }, true],
    ['one of several values', { StringEquals: { 'x:From': ['a', FROM] } }, { 'x:From': FROM }, true],
    ['every key must hold', { StringEquals: { 'x:From': FROM, 'x:To': 'a' } }, { 'x:From': FROM, 'x:To': 'b' }, false],
    ['every operator must hold', { StringEquals: { a: '1' }, StringLike: { b: '2*' } }, { a: '1', b: '3' }, false],
    ['StringNotEquals', { StringNotEquals: { 'x:From': ['a', 'b'] } }, { 'x:From': 'b' }, false],
    ['StringNotEquals, of none of them', { StringNotEquals: { 'x:From': ['a', 'b'] } }, { 'x:From': 'c' }, true],
    ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { a: 'One' } }, { a: 'oNE' }, true],
    ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { a: 'One' } }, { a: 'oNE' }, false],
    ['StringLike', { StringLike: { a: 'o?e*' } }, { a: 'one of them' }, true],
    ['StringNotLike', { StringNotLike: { a: 'o*' } }, { a: 'one' }, false],
    ['ArnEquals knows wildcards', { ArnEquals: { a: RULE.replace('settle', '*') } }, { a: RULE }, true],
    ['ArnLike compares part by part', { ArnLike: { a: 'arn:aws:events:*:rule/bus/settle' } }, { a: RULE }, false],
    ['ArnNotLike', { ArnNotLike: { a: RULE } }, { a: RULE }, false],
    ['ArnNotEquals', { ArnNotEquals: { a: `${RULE}2` } }, { a: RULE }, true],
    ['Bool', { Bool: { a: 'true' } }, { a: 'true' }, true],
    ['Bool, written without quotes', { Bool: { a: false } }, { a: 'true' }, false],
    ['Null: it must be there', { Null: { 'x:From': 'false' } }, { 'x:From': FROM }, true],
    ['Null: it must not be there', { Null: { 'x:From': 'true' } }, { 'x:From': FROM }, false],
    ['Null of what is not there', { Null: { 'x:From': 'true' } }, { a: '1' }, true],
    ['IfExists holds without the key', { StringEqualsIfExists: { 'x:From': FROM } }, { a: '1' }, true],
    ['IfExists with the key', { StringEqualsIfExists: { 'x:From': FROM } }, { 'x:From': 'a' }, false],
    ['ForAllValues', { 'ForAllValues:StringEquals': { a: ['1', '2'] } }, { a: ['1', '2', '1'] }, true],
    ['ForAllValues, one too many', { 'ForAllValues:StringEquals': { a: ['1', '2'] } }, { a: ['1', '3'] }, false],
    ['ForAnyValue', { 'ForAnyValue:StringEquals': { a: ['1', '2'] } }, { a: ['3', '2'] }, true],
    ['ForAnyValue, none', { 'ForAnyValue:StringEquals': { a: ['1', '2'] } }, { a: ['3'] }, false],
    ['a service in whose name a role does not call', { StringEquals: { 'aws:SourceAccount': '1' } }, { a: '1' }, false],
    ['nor is negated so', { StringNotEquals: { 'aws:SourceAccount': '1' } }, { a: '1' }, true],
    ['the account of the role', { StringEquals: { 'aws:PrincipalAccount': '000000000000' } }, { a: '1' }, true],
  ])('%s', (_, Condition, context, expected) => {
    expect(may([send({ Condition })], 'sqs:SendMessage', QUEUE, context)).toBe(expected);
  });

  test('lets a refusal pass by where it does not hold', () => {
    const insecure = send({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(may([send(), insecure], 'sqs:SendMessage', QUEUE)).toBe(true);
  });
});

test.each<[string, object, RegExp]>([
  ['an operator', { Condition: { IpAddress: { 'aws:SourceIp': '1.2.3.4' } } }, /condition operator IpAddress/],
  [
    'an operator behind one that fails already',
    { Condition: { StringEquals: { 'aws:SourceAccount': '1' }, NumericLessThan: { a: '1' } } },
    /condition operator NumericLessThan/,
  ],
  ['a key', { Condition: { StringEquals: { 'ses:FromAddress': 'a' } } }, /condition key ses:FromAddress/],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables of IAM
  ['a variable in a resource', { Resource: 'arn:aws:s3:::box/${aws:username}' }, /policy variable in arn:aws:s3/],
  ['a variable in a condition', { Condition: { StringLike: { a: '${aws:username}*' } } }, /policy variable/],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: variables of IAM
  ['whom a statement does not mean', { NotPrincipal: '*' }, /does not know NotPrincipal/],
])('%s that the local cloud does not know is an error, never a guess', (_, over, sentence) => {
  expect(() => may([send(over)], 'sqs:SendMessage', QUEUE)).toThrow(sentence);
});
