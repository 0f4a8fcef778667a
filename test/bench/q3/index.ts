import { Clock } from '../../../infra/local/clock.ts';
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts';
import { type Affiliate, anAffiliate, firstSecret, send } from '../../commissions/webhooks.ts';
import type { Result, Row } from '../result.ts';

/** Sales that are measured one by one, at the beginning and at the end. */
const WINDOW = 200;
const PARTNERS = 10;
const SECOND_MS = 1_000;

interface Cost {
  readonly writes: number;
  readonly reads: number;
  readonly calls: number;
  readonly most: number;
}

/** What the functions spent, the bench's own calls left out. */
const spent = (cloud: Cloud) => {
  const all = cloud.counters.all().filter(({ service, role }) => service === 'dynamodb' && role !== 'admin');
  const sum = (of: 'writeUnits' | 'readUnits' | 'calls'): number => all.reduce((total, count) => total + count[of], 0);
  return { writes: sum('writeUnits'), reads: sum('readUnits'), calls: sum('calls') };
};

/** Mean of each of `times` runs alone, and the dearest. */
const costOf = async (cloud: Cloud, times: number, run: (nth: number) => Promise<unknown>): Promise<Cost> => {
  const total = { writes: 0, reads: 0, calls: 0, most: 0 };
  for (let nth = 0; nth < times; nth++) {
    await cloud.clock.moveTo(cloud.clock.now() + SECOND_MS);
    const before = spent(cloud);
    await run(nth);
    await cloud.settle();
    const after = spent(cloud);
    total.writes += after.writes - before.writes;
    total.reads += after.reads - before.reads;
    total.calls += after.calls - before.calls;
    total.most = Math.max(total.most, after.writes - before.writes);
  }
  return { writes: total.writes / times, reads: total.reads / times, calls: total.calls / times, most: total.most };
};

const rowOf = (what: string, { writes, reads, calls, most }: Cost, limit: number): Row => ({
  what,
  figure: writes,
  unit: 'write units',
  goal: `at most ${limit}`,
  met: most <= limit,
  note: `dearest ${most}; ${reads.toFixed(1)} read units, ${calls.toFixed(1)} calls`,
});

const openCloud = async () => {
  const clock = Clock.manual(Date.parse('2027-03-01T09:00:00.000Z'));
  const assembly = process.env.TANDEM_ASSEMBLY;
  const fast = { dynamodb: 'memory', keepHistories: false, throttling: false, shortCalls: true } as const;
  return startCloud({ clock, ...fast, ...(assembly ? { assembly } : {}) });
};

interface Shop {
  readonly cloud: Cloud;
  readonly partners: readonly Affiliate[];
  readonly clicks: readonly string[];
  readonly secret: string;
}

const openShop = async (): Promise<Shop> => {
  const cloud = await openCloud();
  const partners: Affiliate[] = [];
  const clicks: string[] = [];
  for (let number = 0; number < PARTNERS; number++) {
    const partner = await anAffiliate(cloud, `bench-${number}`);
    partners.push(partner);
    clicks.push(await partner.click());
  }
  return { cloud, partners, clicks, secret: await firstSecret(cloud) };
};

/** Nine of ten sales are of the first partner, the others of everybody else in turn. */
const partnerOf = (number: number): number => (number % 10 === 0 ? 1 + ((number / 10) % (PARTNERS - 1)) : 0);

const sell = async ({ cloud, clicks, secret }: Shop, number: number, partner = partnerOf(number)): Promise<void> => {
  const touch = clicks[partner] ?? '';
  const paid = {
    amountMinor: 4_900,
    taxMinor: 782,
    currency: 'USD',
    touches: [touch],
    product: 'team-yearly',
    country: 'DE',
  };
  const data = { saleId: `pi_3Oq${String(number).padStart(12, '0')}`, customerId: `cus_${number}`, ...paid };
  const reply = await send(cloud, 'sale', data, { secret, at: new Date(cloud.clock.now()).toISOString() });
  if (reply.status !== 200) throw new Error(reply.text);
};

/** A sale that was told before, word for word. */
const sendAgain = async ({ cloud, clicks, secret }: Shop): Promise<void> => {
  const data = {
    saleId: 'pi_again',
    customerId: 'cus_again',
    amountMinor: 4_900,
    currency: 'USD',
    touches: [clicks[0]],
  };
  await send(cloud, 'sale', data, { secret, at: '2027-03-01T09:00:00.000Z' });
};

/** Sales in between, as they come in a busy hour: many at once, and pages shared. */
const rush = async (shop: Shop, from: number, to: number): Promise<Cost> => {
  const before = spent(shop.cloud);
  for (let number = from; number < to; number += 50) {
    await shop.cloud.clock.moveTo(shop.cloud.clock.now() + SECOND_MS);
    await Promise.all(Array.from({ length: Math.min(50, to - number) }, (_, more) => sell(shop, number + more)));
    await shop.cloud.settle();
    if (number % 10_000 < 50) process.stderr.write(`  ${number} sales\n`);
  }
  const after = spent(shop.cloud);
  const each = (of: 'writes' | 'reads' | 'calls'): number => (after[of] - before[of]) / Math.max(1, to - from);
  return { writes: each('writes'), reads: each('reads'), calls: each('calls'), most: each('writes') };
};

/** Request units of each business event, counted at the door: the same at the last sale as at the first. */
export const q3 = async ({ sales }: { readonly sales: number }): Promise<Result> => {
  const shop = await openShop();
  const { cloud, partners } = shop;
  try {
    const click = await costOf(cloud, 20, (nth) => partners[nth % PARTNERS]?.click() ?? Promise.resolve());
    // The first sale of a partner is news to its journey; it is no sale like the others.
    for (let partner = 0; partner < PARTNERS; partner++) await sell(shop, sales + 1 + partner, partner);
    await cloud.settle();
    const first = await costOf(cloud, WINDOW, (nth) => sell(shop, nth + 1));
    await sendAgain(shop);
    await cloud.settle();
    const repeat = await costOf(cloud, 50, () => sendAgain(shop));
    const many = await rush(shop, WINDOW + 1, sales - WINDOW + 1);
    const last = await costOf(cloud, WINDOW, (nth) => sell(shop, sales - WINDOW + 1 + nth));
    const rows: Row[] = [
      rowOf('a click', click, 1),
      rowOf('a sale that comes alone, the first ones', first, 4),
      rowOf(`the same at the ${sales.toLocaleString('en-US')}th, 90 % on one partner`, last, 4),
      rowOf('a sale in a rush of fifty at once', many, 4),
      rowOf('a repeat of a sale', repeat, 1),
      {
        what: 'last to first',
        figure: last.writes / first.writes,
        unit: 'times',
        goal: 'the same',
        met: Math.abs(last.writes / first.writes - 1) < 0.01,
      },
    ];
    return { id: 'Q3', title: 'request units of a click and of a sale, end to end', rows };
  } finally {
    await cloud.stop();
  }
};
