import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import { createSes } from '../../../infra/local/services/index.ts';
import type { Letter } from '../../../infra/local/services/types.ts';
import { aGround, aResource, clientConfig, START, type TestGround } from './ground.ts';

const RESOURCES = [
  aResource('AWS::SES::EmailIdentity', 'Sender', { EmailIdentity: 'acme.example' }),
  aResource('AWS::SES::ConfigurationSet', 'letters', { Name: 'letters' }),
  aResource('AWS::SES::ConfigurationSetEventDestination', 'Feedback', {
    ConfigurationSetName: 'letters',
    EventDestination: {
      Enabled: true,
      MatchingEventTypes: ['bounce', 'complaint', 'delivery'],
      EventBridgeDestination: { EventBusArn: 'arn:aws:events:eu-central-1:000000000000:event-bus/default' },
    },
  }),
];

const MESSAGE = [
  'From: Acme Partners <partners@acme.example>',
  'To: Ada <ada@lovelace.example>',
  'Subject: =?UTF-8?Q?Willkommen=2C_Ada_=E2=9C=93?=',
  'List-Unsubscribe: <https://acme.example/api/unsubscribe/abc>,',
  ' <mailto:stop@acme.example>',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hello</p><a href="https://acme.example/verify#t?a=1&amp;b=2">Confirm</a> <a href="javascript:alert(1)">no</a>',
].join('\r\n');

const send = (
  over: { Source?: string; Destinations?: string[]; ConfigurationSetName?: string; message?: string } = {},
) =>
  new SendRawEmailCommand({
    Source: over.Source ?? 'partners@acme.example',
    Destinations: over.Destinations ?? ['ada@lovelace.example'],
    ConfigurationSetName: over.ConfigurationSetName ?? 'letters',
    RawMessage: { Data: Buffer.from(over.message ?? MESSAGE) },
  });

const aPostOffice = (ground: TestGround = aGround(RESOURCES)) => {
  const ses = createSes(ground);
  return { ground, ses, client: new SESClient(clientConfig(ses)) };
};

describe('letters that SES takes', () => {
  test('a letter is kept with its envelope, headers, HTML and links', async () => {
    const { ses, client } = aPostOffice();
    const { MessageId } = await client.send(send());
    const [letter] = await ses.inbox.to('ADA@lovelace.example');
    expect(letter).toMatchObject({
      id: MessageId,
      at: START,
      destinations: ['ada@lovelace.example'],
      subject: 'Willkommen, Ada ✓',
      links: ['https://acme.example/verify#t?a=1&b=2'],
    });
    expect(letter?.headers['list-unsubscribe']).toBe(
      '<https://acme.example/api/unsubscribe/abc>, <mailto:stop@acme.example>',
    );
    expect(Buffer.from(letter?.raw ?? []).toString()).toBe(MESSAGE);
  });

  test('the envelope decides who gets a letter, not its headers', async () => {
    const { ses, client } = aPostOffice();
    await client.send(send({ Destinations: ['only@this.example'] }));
    expect(await ses.inbox.to('ada@lovelace.example')).toHaveLength(0);
    expect(await ses.inbox.to('only@this.example')).toHaveLength(1);
  });

  test('a simple message is composed with both parts', async () => {
    const { ses, client } = aPostOffice();
    const Body = { Text: { Data: 'Hello' }, Html: { Data: '<b>Hello</b>' } };
    const Destination = { ToAddresses: ['ada@lovelace.example'], BccAddresses: ['copy@lovelace.example'] };
    await client.send(
      new SendEmailCommand({
        Source: 'partners@acme.example',
        Destination,
        Message: { Subject: { Data: 'Hi' }, Body },
      }),
    );
    const [letter] = await ses.inbox.to('copy@lovelace.example');
    expect(letter).toMatchObject({ subject: 'Hi', html: '<b>Hello</b>', text: expect.stringContaining('Hello') });
  });

  test('a letter that is read when somebody looks reads as any other', async () => {
    const { ses, client } = aPostOffice();
    const Body = {
      Text: { Data: `Grüße, Ada ✓\n${'long '.repeat(60)}\nhttps://acme.example/a=b.` },
      Html: { Data: `<p>Grüße = ${'länger '.repeat(60)}</p><a href="https://acme.example/?a=1&amp;b=2">go</a>` },
    };
    const Destination = { ToAddresses: ['"Lovelace, Ada" <ada@lovelace.example>'] };
    const Subject = { Data: 'Willkommen, Ada – schön, dass Sie da sind ✓ und noch viel mehr als eine Zeile' };
    await client.send(send());
    for (const Parts of [Body, { Text: Body.Text }, { Html: Body.Html }, { Text: { Data: 'plain' } }]) {
      const Message = { Subject, Body: Parts };
      await client.send(new SendEmailCommand({ Source: 'partners@acme.example', Destination, Message }));
    }
    const read = (letter: Letter) => {
      const { id, at, source, destinations, configurationSet, tags, feedback, raw } = letter;
      const { subject, html, text, headers, links } = letter;
      const known = { id, at, source, destinations, configurationSet, tags, feedback, raw };
      return { ...known, subject, html: html.trimEnd(), text: text.trimEnd(), headers, links };
    };
    expect(ses.inbox.arrived(0).map(read)).toEqual((await ses.inbox.all()).map(read));
    expect(ses.inbox.arrived(4).map((letter) => letter.text.trim())).toEqual(['plain']);
  });

  test('the same run gives the same message ids', async () => {
    const ids = await Promise.all(
      [aPostOffice(), aPostOffice()].map(async ({ client }) => (await client.send(send())).MessageId),
    );
    expect(ids[0]).toBe(ids[1]);
    const { client } = aPostOffice();
    const twice = [(await client.send(send())).MessageId, (await client.send(send())).MessageId];
    expect(twice[0]).not.toBe(twice[1]);
  });

  test('letters and what became of them survive a restart', async () => {
    const stateDir = mkdtempSync(join(tmpdir(), 'letters-'));
    const first = aPostOffice(aGround(RESOURCES, { stateDir }));
    await first.client.send(send());
    first.ses.mail.bounce('ada@lovelace.example');
    const second = aPostOffice(aGround(RESOURCES, { stateDir }));
    await second.client.send(send({ Destinations: ['bob@lovelace.example'] }));
    const third = createSes(aGround(RESOURCES, { stateDir }));
    expect(
      (await third.inbox.all()).map((letter) => [letter.destinations[0], letter.feedback.map((one) => one.kind)]),
    ).toEqual([
      ['ada@lovelace.example', ['Bounce']],
      ['bob@lovelace.example', []],
    ]);
    third.inbox.clear();
    expect(createSes(aGround(RESOURCES, { stateDir })).inbox.count()).toBe(0);
  });
});

describe('letters that SES refuses', () => {
  test.each([
    ['a sender nobody verified', { Source: 'evil@other.example' }, 'MessageRejected'],
    [
      'a configuration set that is not there',
      { ConfigurationSetName: 'nope' },
      'ConfigurationSetDoesNotExistException',
    ],
    ['a recipient with a line break', { Destinations: ['c@d.co\r\nBcc: e@f.co'] }, 'InvalidParameterValue'],
    ['a recipient without a domain', { Destinations: ['ada'] }, 'InvalidParameterValue'],
    [
      'too many recipients',
      { Destinations: Array.from({ length: 51 }, (_, n) => `a${n}@b.co`) },
      'InvalidParameterValue',
    ],
  ])('%s', async (_, over, name) => {
    const { ses, client } = aPostOffice();
    await expect(client.send(send(over))).rejects.toMatchObject({
      name: expect.stringContaining(name.replace(/Exception$/, '')),
    });
    expect(ses.inbox.count()).toBe(0);
  });

  test('too many at once are refused with Throttling, then taken again', async () => {
    const { ses, client } = aPostOffice();
    ses.mail.throttle(2);
    await expect(client.send(send())).rejects.toMatchObject({ name: 'Throttling' });
    await expect(client.send(send())).rejects.toMatchObject({ name: 'Throttling' });
    await client.send(send());
    expect(ses.inbox.count()).toBe(1);
  });
});

describe('what becomes of a letter', () => {
  test('a delivery, a bounce and a complaint reach the default bus with the letter they are about', async () => {
    const { ground, ses, client } = aPostOffice();
    const { MessageId } = await client.send(send());
    ses.mail.bounce('ada@lovelace.example');
    ses.mail.complain('ada@lovelace.example');
    expect(ground.emitted.map((event) => event.detailType)).toEqual([
      'Email Delivered',
      'Email Bounced',
      'Email Complaint Received',
    ]);
    expect(ground.emitted[1]?.detail).toMatchObject({
      eventType: 'Bounce',
      mail: { messageId: MessageId, tags: { 'ses:configuration-set': ['letters'] } },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'ada@lovelace.example' }] },
    });
  });

  test('a mailbox that does not exist bounces whatever is sent to it', async () => {
    const { ground, ses, client } = aPostOffice();
    ses.mail.fate('gone@lovelace.example', 'bounce');
    await client.send(send({ Destinations: ['gone@lovelace.example'] }));
    await client.send(send({ Destinations: ['bounce+7@simulator.amazonses.com'] }));
    expect(ground.emitted.map((event) => event.detailType)).toEqual(['Email Bounced', 'Email Bounced']);
  });

  test('a letter without the configuration set is heard of no more', async () => {
    const { ground, client } = aPostOffice();
    await client.send(
      new SendRawEmailCommand({
        Source: 'partners@acme.example',
        Destinations: ['a@b.co'],
        RawMessage: { Data: Buffer.from(MESSAGE) },
      }),
    );
    expect(ground.emitted).toEqual([]);
  });
});

test('sending asks for the right on the verified identity and on the configuration set', async () => {
  const { ses } = aPostOffice();
  const form = new URLSearchParams({
    Action: 'SendRawEmail',
    Source: 'partners@acme.example',
    ConfigurationSetName: 'letters',
    'RawMessage.Data': Buffer.from(MESSAGE).toString('base64'),
  });
  const call = {
    service: 'ses',
    action: 'SendRawEmail',
    role: 'r',
    method: 'POST',
    path: '/',
    headers: {},
    body: Buffer.from(form.toString()),
  };
  expect(ses.permissions(call).map((one) => one.resource)).toEqual([
    'arn:aws:ses:eu-central-1:000000000000:identity/acme.example',
    'arn:aws:ses:eu-central-1:000000000000:configuration-set/letters',
  ]);
});
