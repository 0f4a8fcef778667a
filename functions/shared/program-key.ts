import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { settings } from './settings.ts';

const held = new Map<string, Promise<string>>();
let client: SecretsManagerClient | undefined;

const fetchKey = async (arn: string): Promise<string> => {
  client ??= new SecretsManagerClient({});
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  if (!SecretString) throw new Error('The program key secret is empty.');
  return SecretString;
};

/** The key of `keyedHash`, fetched once per function instance. */
export const programKey = async (): Promise<string> => {
  const arn = settings.programKeyArn();
  const key = held.get(arn) ?? fetchKey(arn);
  held.set(arn, key);
  try {
    return await key;
  } catch (error) {
    held.delete(arn);
    throw error;
  }
};
