import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { settings } from './settings.ts';

const text = z.string().min(1).max(500);
const secrets = z.object({
  /** Of Standard Webhooks, as their senders know them: `whsec_` and base64. */
  standard: z.array(text).default([]),
  /** Of Stripe's endpoints: `whsec_...`, taken as it is. */
  stripe: z.array(text).default([]),
  /** The one that was made with the stage, without its `whsec_`. */
  first: text.optional(),
});

export interface IntakeSecrets {
  readonly standard: readonly string[];
  readonly stripe: readonly string[];
}

/** What the secret's text says. Several of a kind are valid side by side: so one replaces another without a gap. */
export const readIntakeSecrets = (json: string): IntakeSecrets => {
  const { standard, stripe, first } = secrets.parse(JSON.parse(json));
  return { standard: [...standard, ...(first ? [`whsec_${first}`] : [])], stripe };
};

const KEPT_MS = 60_000;
let client: SecretsManagerClient | undefined;
let held: { readonly arn: string; readonly readAt: number; readonly secrets: IntakeSecrets } | undefined;

/** By which events from outside are signed. A change is heard of within 60 s. Needs `intakeSecrets` in the manifest. */
export const intakeSecrets = async (now: Date): Promise<IntakeSecrets> => {
  const arn = settings.intakeSecretsArn();
  const age = now.getTime() - (held?.readAt ?? 0);
  if (held && held.arn === arn && age >= 0 && age < KEPT_MS) return held.secrets;
  client ??= new SecretsManagerClient({});
  const { SecretString = '{}' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  held = { arn, readAt: now.getTime(), secrets: readIntakeSecrets(SecretString) };
  return held.secrets;
};
