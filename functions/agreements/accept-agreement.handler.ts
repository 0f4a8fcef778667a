import { http } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { conflict } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { answerAgain, answerOf, checkAcceptance, ourOwner, recordOf, whyBlocked } from './acceptance.ts';
import { routes } from './contract.ts';
import { documentFor } from './document.ts';
import { addAgreement, findAgreement, readSigner } from './store.ts';

export const handler = http(routes.acceptAgreement, async ({ session, body, now, ip, userAgent }) => {
  const { partnerId = '', personId = '' } = session ?? {};
  const { profile, accepted, scorecard, facts, version, policy } = await readSigner(partnerId, now);
  if (accepted) return { body: answerAgain(accepted, body) };
  const blocked = whyBlocked(profile, scorecard, facts);
  if (blocked) throw conflict(blocked);
  const document = documentFor(profile, policy, settings.programName());
  checkAcceptance(body, document);
  const from = keyedHash(await programKey(), 'agreement-from', ip, userAgent);
  const [owner, at] = [ourOwner(settings.team()), now.toISOString()];
  const act = { profile, personId, document, acceptance: body, owner, from, policyVersion: version, at };
  const agreement = recordOf(act);
  if (await addAgreement(agreement)) return { body: answerOf(agreement) };
  const first = await findAgreement(partnerId, profile.run, document.agreement);
  return { body: answerAgain(first ?? agreement, body) };
});
