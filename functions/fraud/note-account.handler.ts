import * as z from 'zod';
import { busEvent } from '../shared/consumer.ts';
import { noteAccount } from './watch/store.ts';

const changed = z.looseObject({ payment: z.string().length(22) });

/** A partner is paid to another account: sales that are paid from it are its own [F1]. */
export const handler = busEvent(async ({ partnerId, data }) => {
  if (partnerId) await noteAccount(partnerId, changed.parse(data).payment);
});
