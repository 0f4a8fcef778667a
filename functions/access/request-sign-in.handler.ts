import { addressHash } from '../shared/address.ts';
import { http } from '../shared/http.ts';
import { newId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { limitByOrigin } from '../shared/rate-limit.ts';
import { routes } from './contract.ts';
import { keepRequest, mayWriteTo } from './store.ts';

/** The same for everybody. */
const answer = { body: { message: 'If we know this address, a letter with a sign-in link is on its way.' } };

export const handler = http(routes.requestSignIn, async ({ body, now, ip }) => {
  const key = await programKey();
  const { access } = (await readPolicy(now)).policy;
  await limitByOrigin({ what: 'sign-in', programKey: key, ip, rate: access.signInsPerAddressOfOrigin, now });
  const mailbox = addressHash(key, body.email);
  if (!(await mayWriteTo(mailbox, access.signInLettersPerHour, now))) return answer;
  await keepRequest({ key: newId(now.getTime()), addressHash: mailbox, at: now.toISOString() });
  return answer;
});
