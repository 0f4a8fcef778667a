import { http } from '../shared/http.ts';
import { queryPolicyVersions } from '../shared/policy-reader.ts';
import { calculatorRoutes, compare } from './calculating.ts';

export const handler = http(calculatorRoutes.calculate, async ({ body }) => {
  const latest = (await queryPolicyVersions()).at(-1);
  if (!latest) throw new Error('There is no version of the policy.');
  return { body: compare(body, latest.document) };
});
