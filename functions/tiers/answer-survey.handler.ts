import { http } from '../shared/http.ts';
import { readToken } from '../shared/link-token.ts';
import { programKey } from '../shared/program-key.ts';
import { routes } from './contract.ts';
import { answerOf, goneSurvey } from './surveys/planning.ts';
import { answerSurvey, findSurvey } from './surveys/store.ts';

const thanks = { body: { message: 'Thank you. Your answer is recorded.' } };

/** A customer's answer, once: the token is of one survey alone, and signed [T5]. */
export const handler = http(routes.answerSurvey, async ({ params, body, now }) => {
  const surveyId = readToken(await programKey(), 'survey', params.token);
  if (!surveyId) throw goneSurvey();
  for (;;) {
    const survey = await findSurvey(surveyId);
    const answer = answerOf(survey, body.score, now.toISOString());
    if (!survey || answer === 'same' || (await answerSurvey(survey, answer)) === 'done') return thanks;
  }
});
