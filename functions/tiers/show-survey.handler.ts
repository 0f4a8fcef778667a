import { http } from '../shared/http.ts';
import { readToken } from '../shared/link-token.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { routes } from './contract.ts';
import { goneSurvey } from './surveys/planning.ts';
import { findSurvey } from './surveys/store.ts';

export const handler = http(routes.showSurvey, async ({ params }) => {
  const surveyId = readToken(await programKey(), 'survey', params.token);
  const survey = surveyId ? await findSurvey(surveyId) : undefined;
  if (!survey || (survey.state !== 'sent' && survey.state !== 'answered')) throw goneSurvey();
  const company = (await readProfile(survey.partnerId))?.company ?? '';
  return { body: { company, program: settings.programName(), answered: survey.state === 'answered' } };
});
