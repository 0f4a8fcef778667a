import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { proveStandard } from '../shared/webhook-signature.ts';
import { routes } from './contract.ts';
import { takeLead } from './intake/store.ts';

/** A lead of the program's own site, signed by the Standard Webhooks specification. */
export const handler = http(
  routes.receiveLead,
  async ({ body, now }) => ({ body: await takeLead(body, now) }),
  async (sent) => proveStandard((await intakeSecrets(sent.now)).standard, sent),
).use(noted('leads'));
