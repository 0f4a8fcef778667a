import { callAws } from './aws.ts';
import { keptKey } from './kept-key.ts';

/** As shared/program-key.ts, without the SDK. */
export const lightProgramKey = keptKey(async (arn) => {
  const got = await callAws('secretsmanager', 'GetSecretValue', { SecretId: arn });
  return (got as { readonly SecretString?: string }).SecretString;
});
