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

test('an unknown access key is told which one to use', async () => {
  await expect(client('AKIAEXAMPLE').send(new ListTablesCommand({}))).rejects.toThrow('access key "admin"');
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
