import { busEvent } from '../shared/consumer.ts';
import { derivedId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { signInRequest } from './contract.ts';
import { personWith, saveSignIn } from './store.ts';
import { linkFor, memberWith } from './who.ts';

export const handler = busEvent(async (event, now) => {
  const { addressHash, known } = signInRequest.parse(event.data);
  const key = await programKey();
  const who = memberWith(key, settings.team(), addressHash) ?? (await personWith(addressHash));
  if (!who) return;
  const { linkMinutes } = (await readPolicy(now)).policy.access;
  // The same event, delivered again, is the same link.
  const tokenId = derivedId(key, 'sign-in-link', event.id);
  await saveSignIn(linkFor(who, tokenId, linkMinutes, now.getTime()), known);
});
