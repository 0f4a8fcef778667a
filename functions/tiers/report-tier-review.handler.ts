import { step } from '../shared/step.ts';
import { sumOf } from './counting.ts';
import { reportTierReview } from './steps.ts';

/** Adds up what the shards did. */
export const handler = step(reportTierReview, async ({ quarter, shards }) => ({ quarter, ...sumOf(shards) }));
