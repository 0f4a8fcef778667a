import { entry } from '../shared/entry.ts';
import { closeSurvey, sendSurvey, surveysDue } from './surveys/store.ts';

/** Every day: surveys that are due go out, and those that nobody answered in time are closed. */
export const handler = entry<unknown, void>().handler(async () => {
  const now = new Date().toISOString();
  for await (const survey of surveysDue('waiting', now)) await sendSurvey(survey, now);
  for await (const survey of surveysDue('sent', now)) await closeSurvey(survey);
});
