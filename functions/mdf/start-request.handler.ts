import { busEvent } from '../shared/consumer.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { mdfRequested } from './contract.ts';

/** A request was made: its workflow begins, once. */
export const handler = busEvent(async ({ partnerId, data }) => {
  const { requestId } = mdfRequested.parse(data);
  await startWorkflow('mdf-request', `mdf-request-${requestId}`, { partner: partnerId, request: requestId });
});
