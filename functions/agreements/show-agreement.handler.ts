import { http } from '../shared/http.ts';
import { settings } from '../shared/settings.ts';
import { ourOwner, whyBlocked } from './acceptance.ts';
import { routes } from './contract.ts';
import { documentFor } from './document.ts';
import { readSigner } from './store.ts';
import { viewOf } from './view.ts';

export const handler = http(routes.showAgreement, async ({ session, now }) => {
  const signer = await readSigner(session?.partnerId ?? '', now);
  const document = documentFor(signer.profile, signer.policy, settings.programName());
  const blocked = whyBlocked(signer.profile, signer.scorecard, signer.facts);
  return { body: viewOf(document, { ...signer, blocked, ourOwner: ourOwner(settings.team()) }) };
});
