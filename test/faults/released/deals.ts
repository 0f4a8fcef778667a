import type { Cloud } from '../../../infra/local/cloud.ts';
import { opsCookie } from '../../payouts/world.ts';
import { everything } from './runs.ts';

interface Opened {
  readonly openedAt: string;
}

/** What ops do with the only deal that there is. */
const decideDeal = async (cloud: Cloud, path: string, body: Record<string, unknown>): Promise<void> => {
  const deal = (await everything(cloud, 'program')).find(({ type }) => type === 'DEAL');
  const cookie = await opsCookie(cloud);
  const { status, text } = await cloud.http('POST', `/api/ops/deals/${deal?.dealId}${path}`, { cookie, body });
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  await cloud.settle();
};

/** What people do with a deal, by name. */
export const dealDeeds: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  'approve the deal': (cloud) => decideDeal(cloud, '/decision', { outcome: 'approved' }),
  'reject the deal': (cloud) =>
    decideDeal(cloud, '/decision', { outcome: 'rejected', why: 'not-qualified', reason: 'No budget.' }),
  'win the deal': (cloud) =>
    decideDeal(cloud, '/win', { wonOn: new Date(cloud.clock.now()).toISOString().slice(0, 10), termYears: 1 }),
  'a month passes': async (cloud) => {
    await cloud.clock.moveTo(cloud.clock.now() + 31 * 86_400_000);
    await cloud.settle();
  },
  'let the deal try again': async (cloud) => {
    const cookie = await opsCookie(cloud);
    const { tasks } = (await cloud.http('GET', '/api/ops/tasks', { cookie })).json();
    const mends = tasks.filter(({ kind }: { kind: string }) => kind === 'mend');
    // Whoever goes on with the execution asks anew.
    const { taskId } = mends.toSorted((a: Opened, b: Opened) => (a.openedAt < b.openedAt ? 1 : -1))[0] ?? {};
    const body = { outcome: 'try-again', reason: 'Mended.' };
    await cloud.http('POST', `/api/ops/tasks/${taskId}/decision`, { cookie, body });
    await cloud.settle();
  },
};
