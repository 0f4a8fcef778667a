import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { issue } from '../../functions/certification/certificate.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import { START, withCloud } from '../support/cloud.ts';
import { item, join } from '../support/people.ts';

const cloud = withCloud();
let partnerId = '';
let personId = '';
const invoke = async (handler: string, event: unknown = {}) =>
  (await cloud().invoke(`tandem-local-certification-${handler}`, event)).value;

/** A certificate that was issued so long ago that it ends `days` after the start. */
const put = async (track: 'sales' | 'technical', issuedAt: string) => {
  const certificate = issue({ partnerId, run: 1, personId, track }, firstPolicy, issuedAt);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  const index = {
    GSI1PK: due.certificatesExpiring,
    GSI1SK: `${certificate.expiresOn}#${partnerId}#${personId}#${track}`,
  };
  const Item = { ...keys.certificate(partnerId, personId, track), ...certificate, ...index };
  await client.send(new PutCommand({ TableName: 'tandem-local-program', Item }));
  return certificate;
};
const renewals = async () => {
  const stateMachineArn = `arn:aws:states:${cloud().region}:${cloud().account}:stateMachine:tandem-local-certification-renewal`;
  const { executions } = (await cloud().engine.handle('ListExecutions', { stateMachineArn })) as {
    executions: { name: string; status: string }[];
  };
  return executions;
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'theta');
  personId = String((await item(cloud(), `PARTNER#${partnerId}`, 'PROFILE'))?.personId);
  await put('sales', '2026-03-20T12:00:00.000Z');
  await put('technical', '2026-06-20T12:00:00.000Z');
});

test('each day, what ends within the month gets its renewal, once', async () => {
  await invoke('start-renewals');
  await invoke('start-renewals');
  await cloud().settle();
  expect(await renewals()).toMatchObject([
    { name: `certification-renewal-${personId}-sales-2027-03-20`, status: 'RUNNING' },
  ]);
});

test('the workflow is told when to remind and what ends its wait', async () => {
  const described = await invoke('describe-certificate', { partnerId, run: 1, personId, track: 'sales' });
  expect(described).toMatchObject({
    state: 'current',
    certificate: {
      fact: `recertified:sales:2027-03-20:${personId.toLowerCase()}`,
      first: { past: true },
      second: { past: false, days: 7 },
    },
  });
});

test('a certificate that was renewed does not expire; one that was not leaves the index', async () => {
  const of = { partnerId, run: 1, personId, track: 'sales', expiryDate: '2027-03-20' };
  await put('sales', START);
  expect(await invoke('expire-certificate', of)).toEqual({ outcome: 'renewed' });
  const renewed = { ...of, expiryDate: '2028-03-01' };
  expect(await invoke('expire-certificate', renewed)).toEqual({ outcome: 'expired' });
  expect(await invoke('expire-certificate', renewed)).toEqual({ outcome: 'expired' });
  const { PK, SK } = keys.certificate(partnerId, personId, 'sales');
  const kept = await item(cloud(), PK, SK);
  expect(kept).toMatchObject({ state: 'expired' });
  expect(kept).not.toHaveProperty('GSI1PK');
});
