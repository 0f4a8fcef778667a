import { settings } from '../settings.ts';
import { callAws } from './aws.ts';

const held = new Map<string, Promise<string>>();

const fetchKey = async (arn: string): Promise<string> => {
  const got = await callAws('secretsmanager', 'GetSecretValue', { SecretId: arn });
  const { SecretString } = got as { readonly SecretString?: string };
  if (!SecretString) throw new Error('The program key secret is empty.');
  return SecretString;
};

/** As shared/program-key.ts, without the SDK. */
export const lightProgramKey = async (): Promise<string> => {
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
