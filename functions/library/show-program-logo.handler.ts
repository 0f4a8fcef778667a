import { http } from '../shared/http.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { findProgramLogo } from './brand/store.ts';
import { routes } from './contract.ts';
import { signUntil } from './objects/store.ts';

export const handler = http(routes.showProgramLogo, async ({ now }) => {
  const logo = await findProgramLogo();
  if (!logo) return { body: {} };
  const { policy } = await readPolicy(now);
  const kept = { ...logo, partnerId: PROGRAM, name: 'logo.png' };
  return { body: { picture: await signUntil(kept, policy.library.linkSeconds, now) } };
});
