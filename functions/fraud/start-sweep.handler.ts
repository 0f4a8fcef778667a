import { entry } from '../shared/entry.ts';
import { startWorkflow } from '../shared/workflows.ts';

/** Every night one sweep: the day is in the name, so a second call starts no second one. */
export const handler = entry<unknown, void>().handler(async () => {
  await startWorkflow('fraud-sweep', `fraud-sweep-${new Date().toISOString().slice(0, 10)}`, {});
});
