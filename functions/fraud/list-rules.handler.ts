import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { readSwitches } from './switches/store.ts';
import { rulesView } from './viewing.ts';

export const handler = http(routes.listFraudRules, async ({ now }) => {
  const [{ policy }, { items, modes }] = [await readPolicy(now), await readSwitches()];
  return { body: { rules: [...rulesView(items, modes, policy.fraud)] } };
});
