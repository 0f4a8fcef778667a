import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { proveStandard } from '../shared/webhook-signature.ts';
import { routes } from './contract.ts';
import { refuseFuture } from './surveys/reading.ts';
import { takeAnswers } from './surveys/store.ts';

/** Answers that another survey tool tells, signed by the Standard Webhooks specification [T5]. */
export const handler = http(
  routes.receiveSatisfaction,
  async ({ body, now }) => {
    refuseFuture(body.answers, now.toISOString());
    return { body: await takeAnswers(body.answers, 'webhook', now.toISOString()) };
  },
  async (sent) => proveStandard((await intakeSecrets(sent.now)).standard, sent),
).use(noted('satisfaction'));
