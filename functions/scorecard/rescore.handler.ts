import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { notFound } from '../shared/problem.ts';
import { nextScorecard } from './card.ts';
import { routes, scorecardView } from './contract.ts';
import { currentRun, readStatement, saveScorecard, scorecardsOfRun } from './store.ts';

export const handler = http(routes.rescore, async ({ params: { partnerId }, body, session, now }) => {
  const run = await currentRun(partnerId);
  if (run === undefined) throw notFound('partner');
  const { facts } = await readStatement(partnerId, run);
  const { version, policy } = await readPolicy(now);
  const { card, isNew } = nextScorecard({
    partnerId,
    run,
    occasion: 're-score',
    facts,
    scores: body.scores,
    by: session?.personId ?? '',
    note: body.note,
    policyVersion: version,
    rules: policy.scoring,
    earlier: await scorecardsOfRun(partnerId, run),
    at: now.toISOString(),
  });
  if (isNew) await saveScorecard(card);
  return { body: scorecardView.parse(card) };
});
