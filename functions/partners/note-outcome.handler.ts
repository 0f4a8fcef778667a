import type { EventBridgeEvent } from 'aws-lambda';
import { log } from '../shared/log.ts';
import { addToTimeline, partnerMeant, releaseLock } from './store.ts';
import { endsForGood, entryOfChange, hasEnded, partnerTyped, statusChange, workflowOf } from './telling.ts';

/** A workflow has ended: keeps that on the timeline, since AWS forgets after 90 days, and gives back its lock. */
export const handler = async (event: EventBridgeEvent<string, unknown>): Promise<void> => {
  const change = statusChange.parse(event.detail);
  const workflow = workflowOf(change);
  const typed = partnerTyped(change);
  const partnerId = workflow && typed && hasEnded(change) ? await partnerMeant(typed) : undefined;
  if (!workflow || !partnerId) return log.info('EVENT_SKIPPED', { execution: change.name, status: change.status });
  await addToTimeline(entryOfChange(change, workflow, partnerId));
  await releaseLock(partnerId, workflow, change.executionArn, endsForGood(change));
};
