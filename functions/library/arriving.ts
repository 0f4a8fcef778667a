import * as z from 'zod';
import { readWaitingKey } from './uploading.ts';

/** The part of S3's event that is used here. Unknown fields are Amazon's business. */
const objectCreated = z.looseObject({ object: z.looseObject({ key: z.string().max(1024) }) });

/** Whose file arrived; undefined for an object that no form of ours was for. Throws a ZodError for another event. */
export const readArrival = (detail: unknown): { partnerId: string; fileId: string } | undefined =>
  readWaitingKey(objectCreated.parse(detail).object.key);
