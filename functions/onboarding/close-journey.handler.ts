import { readFacts } from '../shared/partner-reader.ts';
import { InvalidInput } from '../shared/problem.ts';
import { step } from '../shared/step.ts';
import { type ClosedJourney, closeJourney } from './contract.ts';
import { closingOf, doneBy, missingOf } from './outcome.ts';
import { endJourney, findJourney } from './store.ts';

/** Decides onboarded or stalled. Something done in this very moment is counted: then the journey is read again. */
export const handler = step(closeJourney, async ({ partnerId, run }, now): Promise<ClosedJourney> => {
  for (;;) {
    const journey = await findJourney(partnerId, run);
    if (!journey) throw new InvalidInput(`Partner ${partnerId} has no journey in run ${run}.`);
    const missing = journey.missing ?? missingOf(journey, doneBy(journey, await readFacts(partnerId, run)));
    const closing = closingOf(journey, missing, now.toISOString());
    if (journey.outcome !== 'open' || (await endJourney(journey, closing))) return closing;
  }
});
