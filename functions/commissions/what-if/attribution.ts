import * as z from 'zod';
import { period } from '../../ledger/contract.ts';
import { currencyCode } from '../../shared/money.ts';
import { mismatchedRepeat } from '../../shared/problem.ts';
import { route } from '../../shared/route.ts';
import { id, instant } from '../../shared/text.ts';
import { attributionModel, resultItem, type WhatIf, whatIfId, whatIfView } from './items.ts';

/** Sales of a partner in one answer. */
export const MOST_SHOWN = 500;

const both = { before: z.int(), after: z.int() };
const about = { model: attributionModel, period };

const report = z.strictObject({
  /** The newest of this month by this model; absent where nobody has asked. */
  report: whatIfView.optional(),
  /** `before`: as it was decided and posted. `after`: by the model. */
  result: resultItem.strict().optional(),
});
export type AttributionReport = z.infer<typeof report>;

const partnerSales = z.strictObject({
  currencies: z.array(
    z.strictObject({
      currency: currencyCode,
      sales: z.array(z.strictObject({ sale: z.string(), occurredAt: instant, ...both, net: z.strictObject(both) })),
      more: z.boolean(),
    }),
  ),
});
export type AttributedSales = z.infer<typeof partnerSales>;

/** The shard of partners at which the sheet goes on. */
const cursor = z
  .string()
  .regex(/^([0-9]|[1-5][0-9]|6[0-3])$/, 'must be the next-cursor of the answer before')
  .transform(Number)
  .optional();

export const attributionRoutes = {
  askAttribution: route({
    id: 'askAttribution',
    method: 'POST',
    path: '/api/ops/attribution',
    access: 'team',
    summary: 'Work out whom the sales of a month are credited to by another model of attribution; nobody is paid by it',
    body: z.strictObject({
      /** Chosen by the caller: the same key is the same report. */
      key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
      ...about,
    }),
    status: 202,
    answer: whatIfView,
  }),
  showAttribution: route({
    id: 'showAttribution',
    method: 'GET',
    path: '/api/ops/attribution',
    access: 'team',
    summary: 'Sales credited and amounts by partner under a model of attribution, beside what was decided',
    query: z.strictObject(about),
    status: 200,
    answer: report,
  }),
  showAttributionPartner: route({
    id: 'showAttributionPartner',
    method: 'GET',
    path: '/api/ops/attribution/{whatIfId}/partners/{partnerId}',
    access: 'team',
    summary: 'The sales of one partner in a report on attribution, the latest first',
    params: z.strictObject({ whatIfId, partnerId: id }),
    status: 200,
    answer: partnerSales,
  }),
  exportAttribution: route({
    id: 'exportAttribution',
    method: 'GET',
    path: '/api/ops/attribution/{whatIfId}/partners',
    access: 'team',
    summary:
      'Every partner of a report on attribution, for a spreadsheet (CSV). Header `next-cursor`: there is more; ask again with it.',
    params: z.strictObject({ whatIfId }),
    query: z.strictObject({ cursor }),
    status: 200,
    produces: 'text/csv',
  }),
} as const;

/** The same key for another report is refused [Z4]. */
export const refuseOtherReport = (earlier: WhatIf, asked: Pick<WhatIf, 'model' | 'from'>): void => {
  if (earlier.model === asked.model && earlier.from === asked.from) return;
  throw mismatchedRepeat('This key was used for another report. Choose a new key for a new one.');
};
