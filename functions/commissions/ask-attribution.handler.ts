import { http } from '../shared/http.ts';
import { derivedId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { programKey } from '../shared/program-key.ts';
import { startWorkflow } from '../shared/workflows.ts';
import { attributionRoutes, refuseOtherReport } from './what-if/attribution.ts';
import { refusePeriod, viewOf } from './what-if/draft.ts';
import type { WhatIf } from './what-if/items.ts';
import { addWhatIf, findWhatIf } from './what-if/store.ts';

/** A month credited by another model of attribution [A2]: for reports, never for what is paid. */
export const handler = http(
  attributionRoutes.askAttribution,
  async ({ body: { key, model, period }, session, now }) => {
    if (!session) throw notFound('person');
    const months = { from: period, to: period };
    refusePeriod(months, now.toISOString(), (await readPolicy(now)).policy.calendar.timeZone);
    const id = derivedId(await programKey(), 'attribution', key).toLowerCase();
    const earlier = await findWhatIf(id);
    if (earlier) refuseOtherReport(earlier, { model, from: period });
    const about = { type: 'WHAT-IF', whatIfId: id, note: `Attribution by ${model}`, appliesTo: 'all', model } as const;
    const by = { state: 'running', askedBy: session.personId, askedAt: now.toISOString() } as const;
    const asked: WhatIf = earlier ?? { ...about, ...months, ...by };
    if (!earlier) await addWhatIf(asked);
    await startWorkflow('what-if', `what-if-${id}`, { whatIf: id });
    return { body: viewOf(asked, now) };
  },
);
