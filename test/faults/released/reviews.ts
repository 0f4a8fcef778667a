import type { Cloud } from '../../../infra/local/cloud.ts';
import { aPartner, asks, cookieOf, HOUR, start, wait, waitUntil } from '../../reviews/world.ts';
import { castOf } from '../../workflows/partner.ts';

const NAME = 'larch';
const QUARTER = '2027-Q1';
const path = `/ops/partners/${castOf(NAME).partnerId}/business-reviews/${QUARTER}`;
const review = async (cloud: Cloud) => (await asks(cloud, await cookieOf(cloud), 'GET', path)).json();

/** The quarter is over, and a reseller of tier Silver is reviewed. */
export const isReviewed = async (cloud: Cloud) => {
  await waitUntil(cloud, '2027-04-01T10:30:00.000Z');
  const { partnerId } = await aPartner(cloud, NAME);
  const input = { partner: partnerId, quarter: QUARTER };
  return { input, executionArn: await start(cloud, input, `quarterly-review-${partnerId}-${QUARTER}`) };
};

/** Four business days before the meeting. */
export const packageDayComes = (cloud: Cloud): Promise<void> => waitUntil(cloud, '2027-04-15T12:01:00.000Z');

/** The letters with the numbers have gone out. */
export const isDelivered = (cloud: Cloud): Promise<void> => wait(cloud, HOUR);

/** Whenever it is by then. */
export const meetingIsOver = async (cloud: Cloud): Promise<void> => {
  for (let days = 0; days < 60; days++) {
    const { meetingAt, deliveredAt } = await review(cloud);
    if (deliveredAt && Date.parse(meetingAt) + 2 * HOUR < cloud.clock.now()) return;
    await wait(cloud, 24 * HOUR);
  }
};

export const isRecorded = async (cloud: Cloud): Promise<void> => {
  const body = { summary: 'As planned.', result: 'continue', actions: [] };
  await asks(cloud, await cookieOf(cloud), 'POST', `${path}/record`, body);
};

export const isMended = async (cloud: Cloud): Promise<void> => {
  const cookie = await cookieOf(cloud);
  const { tasks } = (await asks(cloud, cookie, 'GET', '/ops/tasks')).json();
  const body = { outcome: 'try-again', reason: 'Mended.' };
  for (const { taskId, kind } of tasks)
    if (kind === 'mend') await asks(cloud, cookie, 'POST', `/ops/tasks/${taskId}/decision`, body);
};
