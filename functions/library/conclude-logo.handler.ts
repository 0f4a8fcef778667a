import { busEvent } from '../shared/consumer.ts';
import { decisionMade } from '../tasks/contract.ts';
import { concluded } from './brand/logo.ts';
import { findLogo, settleLogo } from './brand/store.ts';

/** What a person decided on a logo, or the rule when nobody did. */
export const handler = busEvent(async ({ partnerId, data }, now) => {
  const { kind, key = '', decision } = decisionMade.parse(data);
  if (!partnerId || kind !== 'logo') return;
  const logo = await findLogo(partnerId, key.toUpperCase());
  if (logo?.state !== 'asked') return;
  const done = concluded(logo, decision, now.toISOString());
  await settleLogo(done.logo, done.following);
});
