import { http } from '../shared/http.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { settings } from '../shared/settings.ts';
import { readIntakes, readScriptDay } from './connections/store.ts';
import { connectionsOf } from './connections/ways.ts';
import { routes } from './contract.ts';

/** What is connected, for whoever connects it. Of secrets only how many there are. */
export const handler = http(routes.showIntegrations, async ({ now }) => {
  const [secrets, notes, seenOn, { policy }] = await Promise.all([
    intakeSecrets(now),
    readIntakes(),
    readScriptDay(),
    readPolicy(now),
  ]);
  const { webhookUrl } = policy.payouts;
  return { body: connectionsOf(settings.siteUrl(), secrets, notes, { seenOn, webhookUrl }) };
});
