import { busEvent } from '../shared/consumer.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { leadReceived } from './contract.ts';

/** A lead has come in: its workflow begins, once. */
export const handler = busEvent(async ({ data }) => {
  const { leadId } = leadReceived.parse(data);
  await startWorkflow('lead-routing', `lead-routing-${leadId}`, { lead: leadId });
});
