import { DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';
import { assemblyOf, handlers } from '../fixtures/demo.ts';

const cloud = withCloud({ assembly: assemblyOf(), handlers, ports: 'free' });

const client = (accessKeyId: string) =>
  new DynamoDBClient({
    endpoint: cloud().awsUrl,
    region: 'eu-central-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
  });

test('an SDK outside reaches the cloud by its port', async () => {
  const { TableNames } = await client('admin').send(new ListTablesCommand({}));
  expect(TableNames).toEqual(['demo-copies', 'demo-notes']);
});

test('whoever signs as a role has the grants of that role', async () => {
  const copier = client(cloud().credentials('tandem-local-demo-copy-notes').accessKeyId);
  const put = new PutItemCommand({ TableName: 'demo-notes', Item: { PK: { S: 'x' } } });
  await expect(copier.send(put)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});

test('whatever keys the shell holds are those of the administrator of this machine', async () => {
  const { TableNames } = await client('AKIAEXAMPLE').send(new ListTablesCommand({}));
  expect(TableNames).toEqual(['demo-copies', 'demo-notes']);
});

test('a request that nobody signed is told how', async () => {
  const answer = await fetch(cloud().awsUrl, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('any access key and secret')]);
});

test('a page in a browser cannot use the endpoint', async () => {
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=admin/20270301/eu-central-1/dynamodb/aws4_request' };
  const answer = await fetch(cloud().awsUrl, {
    method: 'POST',
    headers: { ...headers, origin: 'https://evil.example' },
  });
  expect(answer.status).toBe(403);
});

test('the site answers at the address that functions put into letters', async () => {
  const { value } = await cloud().invoke('tandem-local-demo-do-anything', { deed: 'environment' });
  expect(value).toMatchObject({ SITE_URL: cloud().siteUrl });
  expect((await fetch(`${cloud().siteUrl}/inbox`)).status).toBe(200);
});
