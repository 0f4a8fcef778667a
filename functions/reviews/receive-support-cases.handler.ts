import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { proveStandard } from '../shared/webhook-signature.ts';
import { refuseFuture } from './cases.ts';
import { routes } from './contract.ts';
import { takeCases } from './measuring/store.ts';

/** Escalated support cases, told by the help desk, signed by the Standard Webhooks specification [G3]. */
export const handler = http(
  routes.receiveSupportCases,
  async ({ body: { cases }, now }) => {
    refuseFuture(cases, now.toISOString());
    const taken = await takeCases(cases, now.toISOString());
    return { body: { taken, known: cases.length - taken } };
  },
  async (sent) => proveStandard((await intakeSecrets(sent.now)).standard, sent),
).use(noted('support-cases'));
