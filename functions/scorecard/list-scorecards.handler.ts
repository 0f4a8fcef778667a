import { http } from '../shared/http.ts';
import { notFound } from '../shared/problem.ts';
import { routes, scorecardView } from './contract.ts';
import { currentRun, scorecardsOf } from './store.ts';

export const handler = http(routes.listScorecards, async ({ params }) => {
  if ((await currentRun(params.partnerId)) === undefined) throw notFound('partner');
  const cards = await scorecardsOf(params.partnerId);
  return { body: { scorecards: cards.map((card) => scorecardView.parse(card)).reverse() } };
});
