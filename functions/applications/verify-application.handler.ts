import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readToken } from '../shared/link-token.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { limitByOrigin } from '../shared/rate-limit.ts';
import { routes } from './contract.ts';
import { planVerification } from './plan.ts';
import { readApplication, readKnown, readPerson, write } from './store.ts';
import { addressOf, conflictingClick, linkNotValid, settledAnswer } from './verification.ts';

export const handler = http(routes.verifyApplication, async ({ body, now, ip }) => {
  const key = await programKey();
  const { version: policyVersion, policy } = await readPolicy(now);
  await limitByOrigin({ what: 'verify', programKey: key, ip, rate: policy.signUp.clicksPerAddressOfOrigin, now });
  const applicationId = readToken(key, 'verify-address', body.token);
  for (const _ of ['at once', 'after another click or applicant was first']) {
    const application = applicationId ? await readApplication(applicationId) : undefined;
    if (!application) throw linkNotValid();
    const settled = settledAnswer(application, now.getTime());
    if (settled) return { body: settled };
    const email = addressOf(await readPerson(application.personId));
    const mailbox = addressHash(key, email);
    const known = await readKnown(mailbox, application.facts?.domainKey ?? '');
    const on = { application, email, known, addressHash: mailbox, policyVersion, policy, nowMs: now.getTime() };
    const plan = planVerification(on);
    if (await write(plan.writes)) return { body: plan.answer };
  }
  throw conflictingClick();
});
