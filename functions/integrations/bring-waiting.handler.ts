import { addressHash } from '../shared/address.ts';
import { busEvent } from '../shared/consumer.ts';
import { factData } from '../shared/event.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { bringWaiting } from './import/bring/store.ts';
import { readPerson } from './people/store.ts';

/** A partner has accepted its agreement: what was imported of it follows. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  if (!partnerId || !run || factData.parse(data).fact !== 'agreement-accepted') return;
  const profile = await readProfile(partnerId);
  const email = profile && (await readPerson(profile.personId))?.email;
  if (!email) return;
  const key = await programKey();
  const { policy } = await readPolicy(now);
  await bringWaiting(addressHash(key, email), { programKey: key, policy, now: now.toISOString() });
});
