import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { limitByOrigin } from '../shared/rate-limit.ts';
import { routes } from './contract.ts';
import { draftFromForm } from './draft.ts';
import { filledByMachine } from './form-token.ts';
import { mayWriteTo, readKnown, write } from './store.ts';
import { isKnown } from './verification.ts';
import { draftWrites, knownFormWrites } from './writes.ts';

/** The same for a stranger, for a known person, and for a machine. */
const answer = { body: { message: 'Thank you. We have sent you a letter: follow its link to confirm your address.' } };

export const handler = http(routes.submitApplication, async ({ body, now, ip }) => {
  const key = await programKey();
  const { policy } = await readPolicy(now);
  const { applicationsPerAddressOfOrigin: rate, verificationLettersPerDay } = policy.signUp;
  await limitByOrigin({ what: 'apply', programKey: key, ip, rate, now });
  const draft = draftFromForm(body, { programKey: key, policy, nowMs: now.getTime() });
  if (filledByMachine(key, policy.signUp, body, now.getTime())) return answer;
  const mailbox = addressHash(key, body.email);
  const known = await readKnown(mailbox, draft.application.facts?.domainKey ?? '');
  if (!(await mayWriteTo(mailbox, verificationLettersPerDay, now))) return answer;
  await write(isKnown(known) ? knownFormWrites(draft, mailbox) : draftWrites(draft));
  return answer;
});
