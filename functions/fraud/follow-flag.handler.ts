import { busEvent } from '../shared/consumer.ts';
import { flagTold } from './contract.ts';
import { findFlag, tellAll } from './store.ts';

const TOLD = { released: 'released', lapsed: 'released', rejected: 'rejected', reinstated: 'reinstated' } as const;

/** A flag was closed: tells of everything it held, beyond what its own transaction had room for. */
export const handler = busEvent(async ({ partnerId, data, occurredAt }) => {
  const { flagId, state } = flagTold.parse(data);
  const flag = partnerId ? await findFlag(partnerId, flagId) : undefined;
  if (!flag || state === 'open') return;
  await tellAll(flag, TOLD[state], occurredAt);
});
