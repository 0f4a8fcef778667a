import { createHash } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';
import { entry } from '../shared/entry.ts';
import { log } from '../shared/log.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { readArrival } from './arriving.ts';
import { inspect } from './inspecting/inspect.ts';
import { keepArrived, readArrived } from './objects/store.ts';
import { findFile, settleFile } from './store.ts';
import { lookedAt } from './uploading.ts';

/** A file arrived: it is looked at, and kept or refused. The copy comes first, so a kept file is always there. */
export const handler = entry<EventBridgeEvent<string, unknown>, void>().handler(async ({ detail }) => {
  const arrival = readArrival(detail);
  const file = arrival && (await findFile(arrival.partnerId, arrival.fileId));
  if (file?.state !== 'waiting') return;
  try {
    const now = new Date();
    const { policy } = await readPolicy(now);
    const { bytes, etag } = await readArrived(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const found = lookedAt(file, inspect(file, bytes, policy), sha256, now.toISOString());
    if (found.file.state === 'kept') await keepArrived(found.file, etag);
    await settleFile(found.file, found.event);
  } catch (error) {
    log.error('EVENT_FAILED', error, { file: file.fileId });
    throw error;
  }
});
