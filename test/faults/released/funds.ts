import { localDate } from '../../../functions/shared/days.ts';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { aReseller, atFunds, decide } from '../../mdf/world.ts';
import { MANAGER, signIn } from '../../support/people.ts';

const NAME = 'birch';
const funds = async (cloud: Cloud) => atFunds(cloud, { cookie: await signIn(cloud, `ann@${NAME}.example`) });
const requestOf = async (cloud: Cloud): Promise<string> => (await (await funds(cloud)).show()).requests[0].requestId;

/** A reseller has asked for funds; its request's execution began by itself. */
export const asked = async (cloud: Cloud) => {
  const { partnerId, cookie } = await aReseller(cloud, NAME, 'Silver');
  const requestId = await atFunds(cloud, { cookie }).asked();
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith('-mdf-request'));
  const executionArn = `${machine?.ref.replace(':stateMachine:', ':execution:')}:mdf-request-${requestId}`;
  return { executionArn, input: { partner: partnerId, request: requestId } };
};

export const decidesFunds =
  (kind: string, outcome: string, detail: Record<string, unknown> = {}) =>
  async (cloud: Cloud): Promise<void> => {
    await decide(cloud, await signIn(cloud, MANAGER), kind, outcome, detail);
  };

export const holdsActivity = async (cloud: Cloud): Promise<void> => {
  const today = localDate(new Date(cloud.clock.now()).toISOString(), 'America/New_York');
  await (await funds(cloud)).held(await requestOf(cloud), today);
};

export const provesActivity =
  (leadCount: number) =>
  async (cloud: Cloud): Promise<void> => {
    await (await funds(cloud)).prove(await requestOf(cloud), { leadCount });
  };

export const mends = decidesFunds('mend', 'try-again');
