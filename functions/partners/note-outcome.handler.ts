import type { EventBridgeEvent } from 'aws-lambda';
import { log } from '../shared/log.ts';
import { settings } from '../shared/settings.ts';
import { releaseLock, retakeLock } from './locks/store.ts';
import { addToTimeline } from './store.ts';
import { partnerOf } from './subjects/store.ts';
import * as run from './telling-runs.ts';

/** A workflow has ended, or was redriven: kept on the timeline, since AWS forgets after 90 days; its lock follows. */
export const handler = async (event: EventBridgeEvent<string, unknown>): Promise<void> => {
  const change = run.statusChange.parse(event.detail);
  const [workflow, about, again] = [run.workflowOf(change), run.subjectTyped(change), run.wasRedriven(change)];
  const partnerId = about && (again || run.hasEnded(change)) ? await partnerOf(about) : undefined;
  if (!partnerId) return log.info('EVENT_SKIPPED', { execution: change.name, status: change.status });
  const name = run.nameOf(change, settings.programTable().replace(/-program$/, ''));
  const told = { executionId: change.executionArn, redrives: change.redriveCount ?? 0 };
  const lock = workflow && again ? await retakeLock(partnerId, workflow, told) : undefined;
  if (again) return addToTimeline(run.entryOfRedrive(change, name, partnerId, lock === 'lost'));
  await addToTimeline(run.entryOfChange(change, name, partnerId));
  if (workflow) await releaseLock(partnerId, workflow, told, run.endsForGood(change));
};
