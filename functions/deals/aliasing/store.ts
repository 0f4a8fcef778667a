import { commit } from '../../shared/commit.ts';
import { putEvent } from '../../shared/outbox.ts';
import { programKey } from '../../shared/program-key.ts';
import { domainSignal } from '../../shared/signals.ts';
import { meetings, type Side } from '../aliasing.ts';
import type { Alias } from '../contract.ts';
import { readCustomer } from '../customers/store.ts';
import { findDeal } from '../store.ts';

const readSide = async (key: string, domain: string): Promise<Side> => {
  const { claim, direct } = await readCustomer(domainSignal(key, domain));
  return { domain, direct, deal: claim && (await findDeal(claim.dealId)) };
};

/** Looks at what is open under a domain that has become an alias, and under its customer's own. Safe to repeat. */
export const lookAgain = async ({ domain, customer }: Alias, now: Date): Promise<void> => {
  const key = await programKey();
  const [one, other] = await Promise.all([readSide(key, customer), readSide(key, domain)]);
  await commit([], meetings(one, other, now.toISOString()).map(putEvent));
};
