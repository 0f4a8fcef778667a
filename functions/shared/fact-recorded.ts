import type { ProgramEvent } from './event.ts';

/** A fact of a partner's run that a workflow may wait for: what `factData` of event.ts describes. */
export const factRecorded = (fact: {
  partnerId: string;
  run: number;
  fact: string;
  by: string;
  detail?: Record<string, unknown>;
  occurredAt: string;
  recordedAt: string;
}): ProgramEvent => ({
  id: `${fact.partnerId}/${fact.run}/${fact.fact}`,
  name: 'fact-recorded.v1',
  occurredAt: fact.occurredAt,
  recordedAt: fact.recordedAt,
  partnerId: fact.partnerId,
  run: fact.run,
  data: { fact: fact.fact, by: fact.by, detail: fact.detail ?? {} },
});
