import { http } from '../shared/http.ts';
import { queryPolicyVersions, versionInForce } from '../shared/policy-reader.ts';
import { routes } from './contract.ts';
import { warningsOf } from './publishing.ts';
import { listProposals } from './store.ts';

export const handler = http(routes.showPolicy, async ({ now }) => {
  const [versions, proposals] = await Promise.all([queryPolicyVersions(), listProposals()]);
  const inForce = versionInForce(versions, now.toISOString());
  return {
    body: {
      inForce,
      versions: versions.map(({ document: _, ...version }) => version),
      latest: versions.at(-1)?.document ?? inForce.document,
      proposals,
      warnings: [...warningsOf(inForce.document)],
    },
  };
});
