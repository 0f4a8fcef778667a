import { ledgerKeys } from '../shared/ledger-keys.ts';

/** A partner's payouts lie in the shard of its books. */
export const shardOf = (partnerId: string): number => Number(ledgerKeys.book(partnerId, '').PK.slice('BOOKS#'.length));
