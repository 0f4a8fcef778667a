import type { ProgramEvent } from '../../shared/event.ts';
import { domainSignal } from '../../shared/signals.ts';
import { dealWonTold } from '../contract.ts';
import type { DealWon } from './happening.ts';

/** A deal that is told won, for room `deals`. The domain leaves as a keyed hash [Z5]. */
export const dealEvent = (programKey: string, { key, at, customer, contract }: DealWon, now: Date): ProgramEvent => {
  const { domain, customerId } = customer;
  const domainHash = domainSignal(programKey, domain);
  return {
    id: `deal/${key}/told`,
    name: 'deal-won-told.v1',
    occurredAt: at,
    recordedAt: now.toISOString(),
    data: dealWonTold.parse({ dealId: key, domainHash, ...(customerId ? { customerId } : {}), ...contract }),
  };
};
