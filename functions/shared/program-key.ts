import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { keptKey } from './light/kept-key.ts';

let client: SecretsManagerClient | undefined;

/** The key of `keyedHash`, fetched once per function instance. */
export const programKey = keptKey(async (arn) => {
  client ??= new SecretsManagerClient({});
  return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
});
