import type { DealClosedWon } from '../../deals/contract.ts';
import type { LetterOrder } from '../../email/contract.ts';
import type { Policy } from '../../policy/contract.ts';
import { daysLater } from '../../shared/days.ts';
import { conflict, Problem } from '../../shared/problem.ts';
import type { Satisfaction, Survey } from '../items.ts';

/** Legal moves of a survey [T5]. */
export const surveyMoves: Readonly<Record<Survey['state'], readonly Survey['state'][]>> = {
  waiting: ['sent', 'closed'],
  sent: ['answered', 'closed'],
  answered: [],
  closed: [],
};

/** The survey of a won deal, for the day on which it is sent; undefined where no partner owns the deal. */
export const surveyOf = (
  won: DealClosedWon,
  ids: { readonly surveyId: string; readonly personId: string },
  { calendar, tierRules }: Policy,
): Survey | undefined => {
  if (!won.origination) return undefined;
  const { partnerId, run } = won.origination;
  const { daysAfterWin, openDays } = tierRules.survey;
  const sendAt = daysLater(won.wonAt, daysAfterWin, calendar.timeZone);
  return {
    type: 'SURVEY',
    surveyId: ids.surveyId,
    dealId: won.dealId,
    partnerId,
    run,
    state: 'waiting',
    sendAt,
    closesAt: daysLater(sendAt, openDays, calendar.timeZone),
    personId: ids.personId,
  };
};

/** The letter goes to the customer, in the name of the program: no partner's journey is about it. */
export const surveyLetter = ({ surveyId, personId = '' }: Survey, company: string, now: string): LetterOrder => ({
  key: `survey/${surveyId}`,
  letter: 'satisfaction-survey',
  to: { personId },
  orderedAt: now,
  data: { tokenId: surveyId, partner: company },
});

export const goneSurvey = (): Problem =>
  new Problem(410, 'survey-over', 'This survey is over. Thank you all the same.');

/** The answer to a survey, once: the same again is `same`, another one is refused. */
export const answerOf = (survey: Survey | undefined, score: number, now: string): Satisfaction | 'same' => {
  if (!survey || survey.state === 'closed' || survey.state === 'waiting') throw goneSurvey();
  if (survey.state === 'answered') {
    if (survey.score === score) return 'same';
    throw conflict('An answer was given before. Reply to our letter if it should be another one.');
  }
  if (now >= survey.closesAt) throw goneSurvey();
  return satisfactionOf(
    { partnerId: survey.partnerId, key: `letter:${survey.surveyId}`, score, at: now },
    'letter',
    now,
  );
};

export const satisfactionOf = (
  told: { readonly partnerId: string; readonly key: string; readonly score: number; readonly at: string },
  source: Satisfaction['source'],
  now: string,
): Satisfaction => ({ type: 'SATISFACTION', ...told, source, recordedAt: now });

export const sameAnswer = (one: Satisfaction, other: Satisfaction): boolean =>
  one.score === other.score && one.at === other.at;
