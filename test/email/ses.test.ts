import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { keyOf } from '../../functions/email/feedback/ses-event.ts';
import { post, tagOf } from '../../functions/email/sending/ses.ts';

const ses = mockClient(SESClient);
const message = {
  raw: Buffer.from('Subject: x\r\n\r\nx'),
  destinations: ['ana@ruiz.example'],
  source: 'partners@acme.example',
};
const hand = () => post(message, 'onboarded', 'p/1/onboarding/result');
const answered = (name: string, text: string, status = 400) =>
  Object.assign(new Error(text), { name, $metadata: { httpStatusCode: status } });

beforeEach(() => {
  ses.reset();
  process.env.MAIL_CONFIGURATION_SET = 'tandem-test';
});

test('a message is handed over once, for exactly its destinations, with its configuration set', async () => {
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
  expect(await hand()).toEqual({ posted: 'accepted', messageId: 'm-1' });
  expect(ses.commandCalls(SendRawEmailCommand).map((call) => call.args[0].input)).toEqual([
    {
      Source: 'partners@acme.example',
      Destinations: ['ana@ruiz.example'],
      ConfigurationSetName: 'tandem-test',
      RawMessage: { Data: message.raw },
      Tags: [
        { Name: 'letter', Value: 'onboarded' },
        { Name: 'letter_key', Value: 'p_2f1_2fonboarding_2fresult' },
      ],
    },
  ]);
});

describe('What SES answers', () => {
  test.each([
    ['too fast', answered('Throttling', 'Maximum sending rate exceeded.'), 'throttled'],
    ["the day's quota", answered('Throttling', 'Daily message quota exceeded.'), 'quota'],
    ['too fast, as the gateway says it', answered('ThrottlingException', 'Rate exceeded'), 'throttled'],
    ['not verified', answered('MessageRejected', 'Email address is not verified.'), 'refused'],
    ['an address it does not take', answered('InvalidParameterValue', "Missing final '@domain'"), 'refused'],
    ['sending is paused', answered('AccountSendingPausedException', 'paused'), 'unavailable'],
    ['the configuration set is gone', answered('ConfigurationSetDoesNotExist', 'x'), 'unavailable'],
    ['no right to send', answered('AccessDenied', 'x', 403), 'unavailable'],
    ['it is down', answered('ServiceUnavailable', 'x', 503), 'unavailable'],
    ['it failed in the middle', answered('InternalFailure', 'x', 500), 'doubtful'],
    ['no connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unavailable'],
    ['no answer in time', Object.assign(new Error('x'), { name: 'TimeoutError' }), 'unknown'],
    ['the line was cut', Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'unknown'],
  ])('%s', async (_, error, posted) => {
    ses.on(SendRawEmailCommand).rejects(error);
    expect((await hand()).posted).toBe(posted);
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
  });
});

test('a key comes back from its tag as it was, and a key too long for a tag goes without', async () => {
  const key = 'Ab-9/1:x_y.z/_2f';
  expect(tagOf(key)).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(keyOf(tagOf(key))).toBe(key);
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'm-1' });
  await post(message, 'onboarded', '/'.repeat(200));
  expect(ses.commandCalls(SendRawEmailCommand)[0]?.args[0].input.Tags).toHaveLength(1);
});
