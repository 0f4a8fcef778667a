import { dealClosedWon } from '../deals/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { derivedId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { surveyOf } from './surveys/planning.ts';
import { addSurvey, contactOf } from './surveys/store.ts';

/** A deal is won: its customer is asked 30 days later how it went [T5]. */
export const handler = busEvent(async ({ data }, now) => {
  const won = dealClosedWon.parse(data);
  const key = await programKey();
  const ids = {
    surveyId: derivedId(key, 'survey', won.dealId),
    personId: derivedId(key, 'survey-contact', won.dealId),
  };
  const survey = surveyOf(won, ids, (await readPolicy(now)).policy);
  const contact = survey && (await contactOf(won.dealId));
  if (contact) await addSurvey(survey, contact, now.toISOString());
});
