import { http } from '../shared/http.ts';
import { newId } from '../shared/ids.ts';
import { readPolicy } from '../shared/policy-reader.ts';
import { programKey } from '../shared/program-key.ts';
import { settings } from '../shared/settings.ts';
import { formChoices } from './choices.ts';
import { routes } from './contract.ts';
import { formToken } from './form-token.ts';

export const handler = http(routes.getForm, async ({ now }) => {
  const { policy } = await readPolicy(now);
  const token = formToken(await programKey(), now.getTime(), newId(now.getTime()));
  return { body: { formToken: token, program: settings.programName(), ...formChoices(policy) } };
});
