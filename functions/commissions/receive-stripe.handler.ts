import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { programKey } from '../shared/program-key.ts';
import { proveStripe } from '../shared/webhook-signature.ts';
import { intakeRoutes } from './contract.ts';
import { takeTranslated } from './intake/taking/store.ts';
import { translate } from './stripe/translating.ts';

/** Stripe's webhooks. It sends again what was not answered with 2xx, for three days. */
export const handler = http(
  intakeRoutes.receiveStripe,
  async ({ body, now }) => {
    const answers = await takeTranslated(await programKey(), translate(body), now);
    return { body: { received: true, answers } };
  },
  async (sent) => proveStripe((await intakeSecrets(sent.now)).stripe, sent),
).use(noted('stripe'));
