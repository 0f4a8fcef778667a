export { agreedAt } from './agreed/in-force.ts';
export { type Agreed, type ChannelTerms, channelTermsAgreed, channelTermsItem } from './agreed/items.ts';
export { tierAskAnswered } from './asks/items.ts';
export { type Benefits, benefitsOf, rankOf } from './benefits.ts';
export { programTierSet, type TierDecided, tierDecided, tierNoticed } from './events.ts';
export { dayWords } from './forecasting.ts';
export {
  commitmentItem,
  type ProgramTierItem,
  programTierItem,
  type Quarter,
  quarter,
  type RevenueItem,
  revenueItem,
  satisfactionItem,
} from './items.ts';
export type { Measured as TierMeasured } from './measuring.ts';
export { requirementsOf } from './requirements.ts';
export type { DraftOutcome, StandingRow, TierView } from './views.ts';

import { surveyRoutes } from './surveys/routes.ts';
import { tierRoutes } from './views.ts';

export const routes = { ...tierRoutes, ...surveyRoutes } as const;
