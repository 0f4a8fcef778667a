import { http } from '../shared/http.ts';
import { noted } from '../shared/intake-notes.ts';
import { intakeSecrets } from '../shared/intake-secrets.ts';
import { programKey } from '../shared/program-key.ts';
import { proveStandard } from '../shared/webhook-signature.ts';
import { routes } from './contract.ts';
import { customerOf } from './customers/store.ts';
import { toldBy } from './direct.ts';
import { takeOpportunity } from './pipeline/store.ts';

/** What our own CRM tells of its opportunities, signed by the Standard Webhooks specification [D2]. */
export const handler = http(
  routes.receiveCrm,
  async ({ body, now }) => {
    const { hash } = await customerOf(await programKey(), body.data.domain);
    const state = await takeOpportunity(toldBy(body, hash), now);
    return { status: state === 'recorded' ? 202 : 200, body: { opportunityId: body.data.opportunityId, state } };
  },
  async (sent) => proveStandard((await intakeSecrets(sent.now)).standard, sent),
).use(noted('crm'));
