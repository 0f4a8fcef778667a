import type { EventBridgeEvent } from 'aws-lambda';
import { log } from '../shared/log.ts';
import { settings } from '../shared/settings.ts';
import { releaseLock, retakeLock } from './locks/store.ts';
import { addToTimeline, partnerMeant } from './store.ts';
import {
  endsForGood,
  entryOfChange,
  entryOfRedrive,
  hasEnded,
  nameOf,
  partnerTyped,
  statusChange,
  wasRedriven,
  workflowOf,
} from './telling.ts';

/** A workflow has ended, or was redriven: kept on the timeline, since AWS forgets after 90 days; its lock follows. */
export const handler = async (event: EventBridgeEvent<string, unknown>): Promise<void> => {
  const change = statusChange.parse(event.detail);
  const workflow = workflowOf(change);
  const typed = partnerTyped(change);
  const partnerId = typed && (wasRedriven(change) || hasEnded(change)) ? await partnerMeant(typed) : undefined;
  if (!partnerId) return log.info('EVENT_SKIPPED', { execution: change.name, status: change.status });
  const name = nameOf(change, settings.programTable().replace(/-program$/, ''));
  if (!workflow)
    return addToTimeline(
      wasRedriven(change) ? entryOfRedrive(change, name, partnerId, false) : entryOfChange(change, name, partnerId),
    );
  const told = { executionId: change.executionArn, redrives: change.redriveCount ?? 0 };
  const lock = wasRedriven(change) ? await retakeLock(partnerId, workflow, told) : undefined;
  if (lock) return addToTimeline(entryOfRedrive(change, workflow, partnerId, lock === 'lost'));
  await addToTimeline(entryOfChange(change, workflow, partnerId));
  await releaseLock(partnerId, workflow, told, endsForGood(change));
};
