import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { readList, refuseFuture } from './surveys/reading.ts';
import { takeAnswers } from './surveys/store.ts';

/** Answers as a list from a spreadsheet [T5]. The same list again takes nothing twice. */
export const handler = http(routes.recordSatisfaction, async ({ params, body, now }) => {
  const { calendar } = (await readPolicy(now)).policy;
  const answers = readList(params.partnerId, body.list, calendar.timeZone);
  refuseFuture(answers, now.toISOString());
  return { body: await takeAnswers(answers, 'list', now.toISOString()) };
});
