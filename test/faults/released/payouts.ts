import type { Cloud } from '../../../infra/local/cloud.ts';
import { aPartner, desk, earn, opsCookie, runArn } from '../../payouts/world.ts';

const MONTH = '2027-03';

export const payoutIsDue = async (cloud: Cloud) => {
  const { partnerId } = await aPartner(cloud, 'larch', { ops: await opsCookie(cloud) });
  await earn(cloud, partnerId, 10_000);
  const input = { period: MONTH };
  return { executionArn: await runArn(cloud, input, `payout-run-${MONTH}`), input };
};

export const approves = async (cloud: Cloud): Promise<void> => {
  await desk(cloud, await opsCookie(cloud)).approve(MONTH);
};

export const isPaid = async (cloud: Cloud): Promise<void> => {
  const body = { format: 'all-paid', file: 'paypal-USD-1.csv', on: '2027-03-08' };
  await desk(cloud, await opsCookie(cloud)).results(MONTH, body);
};

export const triesAgain = async (cloud: Cloud): Promise<void> => {
  await desk(cloud, await opsCookie(cloud)).decide(MONTH, { decision: 'try-again' });
};
