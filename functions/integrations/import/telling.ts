import * as z from 'zod';
import type { ProgramEvent } from '../../shared/event.ts';
import type { keptLink } from './items.ts';

export const linkImportedData = z.strictObject({ code: z.string(), target: z.string().optional() });

/** `link-imported.v1`: a link that the partner had in another tool; room affiliates keeps its code where it is free. */
export const linkImported = (
  { code, target }: z.infer<typeof keptLink>,
  { partnerId, run, at }: { partnerId: string; run: number; at: string },
): ProgramEvent => ({
  id: `${partnerId}/${run}/link-imported/${code}`,
  name: 'link-imported.v1',
  occurredAt: at,
  recordedAt: at,
  partnerId,
  run,
  data: { code, ...(target === undefined ? {} : { target }) },
});
