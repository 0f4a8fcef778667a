import type { Cloud } from '../../../infra/local/cloud.ts';
import { atLeads, enters } from '../../leads/world.ts';
import { aReseller, decide } from '../../mdf/world.ts';
import { item, OPS, signIn } from '../../support/people.ts';

const NAME = 'larkspur';
const page = async (cloud: Cloud) => atLeads(cloud, { cookie: await signIn(cloud, `ann@${NAME}.example`) });
const leadIn = async (cloud: Cloud): Promise<string> => (await (await page(cloud)).show()).leads[0].leadId;

/** A lead has come in, and there is one partner for it; its execution began by itself. */
export const leadCame = async (cloud: Cloud) => {
  const { cookie } = await aReseller(cloud, NAME, 'Silver');
  await atLeads(cloud, { cookie }).takes();
  const leadId = await enters(cloud, await signIn(cloud, OPS));
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-lead-routing'));
  const executionArn = `${machine?.ref.replace(':stateMachine:', ':execution:')}:lead-routing-${leadId}`;
  return { executionArn, input: { lead: leadId } };
};

export const acceptsLead = async (cloud: Cloud): Promise<void> => {
  await (await page(cloud)).accept(await leadIn(cloud));
};

export const declinesLead = async (cloud: Cloud): Promise<void> => {
  await (await page(cloud)).decline(await leadIn(cloud));
};

export const winsLead = async (cloud: Cloud): Promise<void> => {
  await (await page(cloud)).report(await leadIn(cloud), 'won');
};

/** Ops name the partner that had declined. */
export const opsName = async (cloud: Cloud): Promise<void> => {
  const owner = await item(cloud, `DOMAIN#${NAME}.example`, 'PARTNER');
  const detail = { partner: String(owner?.partnerId) };
  await decide(cloud, await signIn(cloud, OPS), 'lead-unassigned', 'offered', detail);
};

export const mendsLead = async (cloud: Cloud): Promise<void> => {
  await decide(cloud, await signIn(cloud, OPS), 'mend', 'try-again');
};
