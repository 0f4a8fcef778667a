import { channelAmong } from '../../shared/channel-partners.ts';
import { commit } from '../../shared/commit.ts';
import { putEvent } from '../../shared/outbox.ts';
import type { Fact } from '../contract.ts';
import { concernedBy, salesChanged } from './concerning.ts';

/** Tells the bus of the facts that concern channel partners, each once. Affiliates' cost nothing. */
export const tellChannelSales = async (facts: readonly Fact[], now: Date): Promise<void> => {
  const concerned = facts.map((fact) => ({ fact, partners: concernedBy(fact) }));
  const channel = await channelAmong([...new Set(concerned.flatMap(({ partners }) => [...partners]))], now);
  for (const { fact, partners } of concerned)
    if ([...partners].some((partnerId) => channel.has(partnerId))) await commit([], [putEvent(salesChanged(fact))]);
};
