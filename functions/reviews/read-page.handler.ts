import { step } from '../shared/step.ts';
import { readPage } from './contract.ts';
import { findPage } from './quarters/store.ts';

/** The partners of one page, each with the name of its review's execution. */
export const handler = step(readPage, async ({ quarter, page }) => ({
  reviews: (await findPage(quarter, page)).map((partnerId) => ({
    name: `quarterly-review-${partnerId}-${quarter}`,
    input: { partner: partnerId, quarter },
  })),
}));
