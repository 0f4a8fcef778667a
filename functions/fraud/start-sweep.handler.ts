import middy from '@middy/core';
import { startWorkflow } from '../shared/workflows.ts';

/** Every night one sweep: the day is in the name, so a second call starts no second one. */
export const handler = middy<unknown, void>().handler(async () => {
  await startWorkflow('fraud-sweep', `fraud-sweep-${new Date().toISOString().slice(0, 10)}`, {});
});
