import { http } from '../shared/http.ts';
import { queryPolicyVersions, versionInForce } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { warningsOf } from './publishing.ts';

export const handler = http(routes.showPolicy, async ({ now }) => {
  const versions = await queryPolicyVersions();
  const inForce = versionInForce(versions, now.toISOString());
  return {
    body: {
      inForce,
      versions: versions.map(({ document: _, ...version }) => version),
      warnings: warningsOf(inForce.document),
    },
  };
});
