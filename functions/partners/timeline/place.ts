import { createHash } from 'node:crypto';
import type { Place } from '../place.ts';

/** Stands for an event's key: the key itself may say more than its reader may know. */
export const traceOf = (sortKey: string): string =>
  createHash('sha256').update(sortKey).digest('base64url').slice(0, 12);

export const writePlace = (at: Place): string => Buffer.from(JSON.stringify(at)).toString('base64url');
