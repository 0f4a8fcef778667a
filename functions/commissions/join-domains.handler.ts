import { customerAliasNamed } from '../deals/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { programKey } from '../shared/program-key.ts';
import { joinDomains } from './meeting/store.ts';

/** Ops say that two domains are of one customer: what is paid from one counts for deals under the other. */
export const handler = busEvent(async ({ data }, now) => {
  await joinDomains(await programKey(), customerAliasNamed.parse(data).domainHash, now);
});
