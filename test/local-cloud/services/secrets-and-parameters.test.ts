import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { createSecrets, createSsm } from '../../../infra/local/services/index.ts';
import { aGround, aResource, arn, callJson, clientConfig } from './ground.ts';

const ARN = arn('secretsmanager', 'secret:program-key-abc123');
const secret = (generate: Record<string, unknown>) =>
  aResource(
    'AWS::SecretsManager::Secret',
    'Key',
    { Name: 'program-key', GenerateSecretString: generate },
    { arn: ARN, ref: ARN },
  );

const read = async (seed: string, generate: Record<string, unknown>, SecretId = ARN) => {
  const client = new SecretsManagerClient(clientConfig(createSecrets(aGround([secret(generate)], { seed }))));
  return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
};

test('a generated secret keeps to its rules, and repeats with its seed alone', async () => {
  const plain = { PasswordLength: 64, ExcludePunctuation: true };
  expect(await read('a', plain)).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(await read('a', plain)).toBe(await read('a', plain, 'program-key'));
  expect(await read('a', plain)).not.toBe(await read('b', plain));
  expect(
    await read('a', { PasswordLength: 200, ExcludeCharacters: 'abcdef"\\', ExcludeUppercase: 'true' }),
  ).not.toMatch(/[a-fA-Z"\\]/);
  const keyed = JSON.parse(await read('a', { SecretStringTemplate: '{"user":"x"}', GenerateStringKey: 'password' }));
  expect(keyed).toEqual({ user: 'x', password: expect.stringMatching(/^.{32}$/) });
});

test('after a rotation the old value is still there as the previous one, also after a restart', async () => {
  const secrets = createSecrets(aGround([secret({})]));
  const before = await new SecretsManagerClient(clientConfig(secrets)).send(
    new GetSecretValueCommand({ SecretId: ARN }),
  );
  await new SecretsManagerClient(clientConfig(secrets)).send(
    new PutSecretValueCommand({ SecretId: ARN, SecretString: 'new' }),
  );
  const restarted = createSecrets(aGround([secret({})], { seed: 'another' }));
  restarted.restore?.(JSON.parse(JSON.stringify(secrets.snapshot?.())));
  const client = new SecretsManagerClient(clientConfig(restarted));
  const current = await client.send(new GetSecretValueCommand({ SecretId: 'program-key' }));
  const previous = await client.send(new GetSecretValueCommand({ SecretId: ARN, VersionStage: 'AWSPREVIOUS' }));
  expect([current.SecretString, previous.SecretString]).toEqual(['new', before.SecretString]);
});

test('a secret that is not there, and what a call asks to be allowed', async () => {
  const secrets = createSecrets(aGround([secret({})]));
  await expect(
    new SecretsManagerClient(clientConfig(secrets)).send(new GetSecretValueCommand({ SecretId: 'none' })),
  ).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const body = Buffer.from(JSON.stringify({ SecretId: 'program-key' }));
  const call = {
    service: 'secretsmanager',
    action: 'GetSecretValue',
    role: 'r',
    method: 'POST',
    path: '/',
    headers: {},
    body,
  };
  expect(secrets.permissions(call)).toEqual([{ action: 'secretsmanager:GetSecretValue', resource: ARN }]);
});

test('parameters of the templates can be read, overridden, and changed for good', async () => {
  const parameters = [
    aResource('AWS::SSM::Parameter', 'Url', {
      Name: '/tandem/local/site-url',
      Type: 'String',
      Value: 'https://cloudfront',
    }),
    aResource('AWS::SSM::Parameter', 'Api', { Name: '/tandem/local/api-id', Type: 'String', Value: 'abc' }),
  ];
  const overrides = { '/tandem/local/site-url': 'http://127.0.0.1:4567' };
  const ssm = createSsm(aGround(parameters), overrides);
  expect((await callJson(ssm, 'GetParameter', { Name: '/tandem/local/site-url' })).body.Parameter.Value).toBe(
    'http://127.0.0.1:4567',
  );
  expect((await callJson(ssm, 'GetParametersByPath', { Path: '/tandem/local' })).body.Parameters).toHaveLength(2);
  expect(
    (await callJson(ssm, 'GetParameters', { Names: ['/tandem/local/api-id', '/x'] })).body.InvalidParameters,
  ).toEqual(['/x']);
  expect((await callJson(ssm, 'PutParameter', { Name: '/tandem/local/api-id', Value: 'new' })).body.__type).toBe(
    'ParameterAlreadyExists',
  );
  await callJson(ssm, 'PutParameter', { Name: '/tandem/local/api-id', Value: 'new', Overwrite: true });
  const restarted = createSsm(aGround(parameters), overrides);
  restarted.restore?.(JSON.parse(JSON.stringify(ssm.snapshot?.())));
  expect([restarted.value('/tandem/local/api-id'), restarted.value('/tandem/local/site-url')]).toEqual([
    'new',
    'http://127.0.0.1:4567',
  ]);
});
