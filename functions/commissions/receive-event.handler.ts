import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { programKey } from '../shared/program-key.ts';
import { proveStandard } from '../shared/webhook-signature.ts';
import { intakeRoutes } from './contract.ts';
import { together } from './intake/answering.ts';
import { happeningsIn } from './intake/happening.ts';
import { takeAll } from './intake/taking/store.ts';

/** What a customer's own system tells, signed by the Standard Webhooks specification. */
export const handler = http(
  intakeRoutes.receiveEvent,
  async ({ body, now }) => {
    const answers = await takeAll(await programKey(), happeningsIn(body, now), now);
    return together(answers);
  },
  async (sent) => proveStandard((await intakeSecrets(sent.now)).standard, sent),
).use(noted('events'));
