import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent } from '../../shared/outbox.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { domainSignal } from '../../shared/signals.ts';
import { aliasNamedEvent, meetings, type Side } from '../aliasing.ts';
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

/** Keeps an alias and announces it; then a person looks at what is open under both domains. */
export const nameAlias = async (alias: Alias, now: Date): Promise<void> => {
  const key = await programKey();
  const [domainHash, customerHash] = [domainSignal(key, alias.domain), domainSignal(key, alias.customer)];
  const named = aliasNamedEvent(alias, { domainHash, customerHash });
  const Item = { ...keys.customerAlias(alias.domain), ...alias };
  await commit([{ Put: { TableName: settings.programTable(), Item } }], [putEvent(named)]);
  await lookAgain(alias, now);
};
