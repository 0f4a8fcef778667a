import type { Cloud } from '../../infra/local/cloud.ts';
import { aPartner, desk, earn, opsCookie, type Partner } from '../payouts/world.ts';
import { programCasesOf } from './program.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NAMES = ['larch', 'maple', 'oak'] as const;
const partners: Partner[] = [];

/** Sessions end within weeks: somebody signs in anew now and then. */
let held: { readonly cookie: string; readonly at: number } | undefined;
const cookieOf = async (cloud: Cloud): Promise<string> => {
  if (!held || cloud.clock.now() - held.at > 7 * DAY) held = { cookie: await opsCookie(cloud), at: cloud.clock.now() };
  return held.cookie;
};
const office = async (cloud: Cloud) => desk(cloud, await cookieOf(cloud));
const wait = async (cloud: Cloud, ms: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + ms);
  await cloud.settle();
};
const refuse = (cloud: Cloud, role: string): void => {
  cloud.faults = (call) =>
    call.role.includes(role)
      ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
      : undefined;
};

const threePartners = async (cloud: Cloud): Promise<void> => {
  const ops = await cookieOf(cloud);
  if (partners.length === 0) for (const name of NAMES) partners.push(await aPartner(cloud, name, { ops }));
  for (const { partnerId } of partners) await earn(cloud, partnerId, 10_000);
};

const newest = async (cloud: Cloud): Promise<string> => {
  const { batches } = (await (await office(cloud)).call('GET', '/api/ops/payouts')).json();
  const open = batches.find(({ state }: { state: string }) => state !== 'settled' && state !== 'cancelled');
  return open?.batchId ?? '';
};
const approve = async (cloud: Cloud): Promise<void> => {
  await (await office(cloud)).approve(await newest(cloud));
};
const allPaid = async (cloud: Cloud): Promise<void> => {
  const on = new Date(cloud.clock.now()).toISOString().slice(0, 10);
  await (await office(cloud)).results(await newest(cloud), { format: 'all-paid', file: 'paypal-USD-1.csv', on });
};
const tryAgain = async (cloud: Cloud): Promise<void> => {
  await (await office(cloud)).decide(await newest(cloud), { decision: 'try-again' });
};
const approveAndPay = async (cloud: Cloud): Promise<void> => {
  await approve(cloud);
  await allPaid(cloud);
};

const lives: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  paid: approveAndPay,
  'a-further-run-of-the-month': approveAndPay,
  'one-partner-alone': approveAndPay,
  'called-off-by-a-person': async (cloud) => {
    await (await office(cloud)).decide(await newest(cloud), { decision: 'cancel', reason: 'The figures look odd.' });
  },
  'nobody-approves': (cloud) => wait(cloud, 8 * DAY),
  'approved-after-the-reminder': async (cloud) => {
    await wait(cloud, 25 * HOUR);
    await approveAndPay(cloud);
  },
  'results-after-the-reminder': async (cloud) => {
    await approve(cloud);
    await wait(cloud, 4 * DAY);
    await allPaid(cloud);
  },
  'one-came-back': async (cloud) => {
    await approve(cloud);
    const batchId = await newest(cloud);
    const { payouts } = await (await office(cloud)).show(batchId);
    const rows = payouts.map(
      (one: { providerKey: string; partnerId: string }) =>
        `${one.providerKey},${one.partnerId === partners[0]?.partnerId ? 'returned' : 'paid'}`,
    );
    await (await office(cloud)).results(batchId, { format: 'csv', content: ['key,result', ...rows].join('\n') });
  },
  'results-never-come': async (cloud) => {
    await approve(cloud);
    await wait(cloud, 92 * DAY);
    await tryAgain(cloud);
    await allPaid(cloud);
  },
  'mended-in-every-part': async (cloud) => {
    for (const next of ['PreviewPayouts', 'ReservePayouts', 'SettlePayouts', 'Nobody']) {
      await wait(cloud, 5 * 60_000);
      refuse(cloud, next);
      await tryAgain(cloud);
      if (next === 'ReservePayouts') await approve(cloud);
    }
    await allPaid(cloud);
  },
  'mended-by-a-person': async (cloud) => {
    await approve(cloud);
    await wait(cloud, HOUR);
    cloud.faults = undefined;
    await tryAgain(cloud);
    await allPaid(cloud);
  },
  'nobody-mends-it': (cloud) => wait(cloud, 15 * DAY),
  'taken-over': approveAndPay,
};

programCasesOf({
  workflow: 'payout-run',
  worlds: {
    'three partners have earned': threePartners,
    'a partner has earned too little': async (cloud) => {
      await earn(cloud, partners[0]?.partnerId ?? '', 100);
    },
    'maturing is refused': async (cloud) => refuse(cloud, 'MatureBooks'),
    'making files is refused': async (cloud) => refuse(cloud, 'MakeFiles'),
    'previewing is refused': async (cloud) => refuse(cloud, 'PreviewPayouts'),
    'everything works again': async (cloud) => {
      cloud.faults = undefined;
    },
  },
  live: async (cloud, name) => {
    await lives[name]?.(cloud);
    await wait(cloud, 10 * 60_000);
  },
});
