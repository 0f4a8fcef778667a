import { readPolicySince } from '../shared/policy-reader.ts';
import { step } from '../shared/step.ts';
import { nextScorecard } from './card.ts';
import { scoreWithPeopleInput } from './contract.ts';
import { readStatement, saveScorecard, scorecardsOfRun } from './store.ts';

export const handler = step(scoreWithPeopleInput, async ({ partnerId, run, by, scores }, now) => {
  const statement = await readStatement(partnerId, run);
  const { version, policy } = await readPolicySince(statement.policyVersion, now);
  const { card, isNew } = nextScorecard({
    partnerId,
    run,
    occasion: by === 'rule' ? 'deadline' : 'people',
    facts: statement.facts,
    scores,
    by,
    policyVersion: version,
    rules: policy.scoring,
    earlier: await scorecardsOfRun(partnerId, run),
    at: now.toISOString(),
  });
  if (isNew) await saveScorecard(card);
  return card.result;
});
