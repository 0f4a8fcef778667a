import { http } from '../shared/http.ts';
import { keyedHash } from '../shared/ids.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { conflict, notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { paymentSignal } from '../shared/signals.ts';
import { payeeChanged } from './announcing.ts';
import { routes } from './contract.ts';
import { findPayee, isKept, savePayee } from './payees/store.ts';
import { accountOf, methodOf, payeeRecord, plain } from './paying.ts';

/** The next payout goes there. The contact is told by letter, whoever has changed it; the same again changes nothing. */
export const handler = http(routes.changePayoutMethod, async ({ body, session, now }) => {
  const profile = await readProfile(session?.partnerId ?? '');
  if (!profile || !session) throw notFound('partner');
  const { partnerId, personId: contactId, run } = profile;
  const before = await findPayee(partnerId);
  if (before && (await isKept(body, before))) return { body: methodOf(before) };
  const [key, account] = [await programKey(), accountOf(body)];
  const accountHash = keyedHash(key, 'payout-account', account);
  const version = (before?.version ?? 0) + 1;
  const record = payeeRecord(body, { partnerId, version, accountHash, changedAt: now.toISOString() });
  const who = { personId: session.personId, contactId, run };
  const following = payeeChanged(record, paymentSignal(key, plain(account)), who);
  if ((await savePayee(body, record, following)) === 'refused') {
    throw conflict('The payout method has just been changed by somebody else. Look again.');
  }
  return { body: methodOf(record) };
});
