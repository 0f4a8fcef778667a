import { http } from '../shared/http.ts';
import { routes } from './contract.ts';
import { flagsOf, heldBy } from './store.ts';
import { concerns, ownView, SHOWN } from './viewing.ts';

export const handler = http(routes.showOwnFlags, async ({ session, now }) => {
  const flags = (await flagsOf(session?.partnerId ?? '')).filter(concerns);
  const views = flags.map(async (flag) => ownView(flag, await heldBy(flag, SHOWN + 1), now.toISOString()));
  return { body: { flags: await Promise.all(views) } };
});
