import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { conflict, notFound, Problem } from '../shared/problem.ts';
import { routes } from './contract.ts';
import { readSwitches, saveSwitch } from './switches/store.ts';
import { switched } from './switching.ts';
import { rulesView } from './viewing.ts';

/** Switches a rule; from then on every sale that is checked is checked so. What was flagged stays flagged. */
export const handler = http(routes.switchFraudRule, async ({ params: { rule }, body, session, now }) => {
  if (session?.role !== 'ops') throw new Problem(403, 'not-allowed', 'Only ops switch a rule.');
  const before = (await readSwitches()).items.find((one) => one.rule === rule);
  const same = before?.mode === body.mode && before.by === session.personId && before.reason === body.reason;
  const by = { by: session.personId, byName: session.name };
  if (!same && !(await saveSwitch(switched(before, { rule, ...body, ...by }, now.toISOString())))) {
    throw conflict('Somebody else has just switched this rule. Look at it again.');
  }
  const [{ policy }, { items, modes }] = [await readPolicy(now), await readSwitches()];
  const view = rulesView(items, modes, policy.fraud).find((one) => one.rule === rule);
  if (!view) throw notFound('rule');
  return { body: view };
});
