import { digestOf } from '../../../infra/local/simulator/digest.ts';
import { type History, startOf } from '../../../infra/local/simulator/history.ts';
import { check } from '../../../infra/local/simulator/invariants/index.ts';
import { live } from '../../../infra/local/simulator/run.ts';

/** Affiliates of one world, which lives in a process of its own. */
export interface Order {
  readonly seed: string;
  readonly from: number;
  readonly count: number;
  readonly dynamodb: 'memory' | 'local';
}

export interface Told {
  /** Start of the cloud to the end of the last day. */
  readonly ms: number;
  readonly cpuMs: number;
  readonly letters: number;
  readonly onboarded: number;
  readonly calls: number;
  readonly invocations: number;
  readonly rssMb: number;
  readonly digest: string;
  readonly broken: readonly string[];
}

/** Everybody applies within ten days: then the last one has its thirty, too. */
const ARRIVE_DAYS = 10;
const DAYS = ARRIVE_DAYS + 30;

const historyOf = ({ seed, from, count }: Order): History => ({
  seed,
  startMs: startOf('2027-03-01'),
  days: DAYS,
  people: Array.from({ length: count }, (_, index) => from + index),
  habits: 'by-share',
  program: 'affiliate',
  // Q5 is about their onboarding; what sales cost is Q3 and Q6.
  customers: false,
  // Jobs of the whole program are no part of anybody's journey: they are left out here.
  everyNights: 10_000,
  arriveWithinDays: ARRIVE_DAYS,
  faults: [],
  without: [],
});

const liveOn = async (order: Order): Promise<Told> => {
  const began = performance.now();
  let [ms, cpuMs] = [0, 0];
  const { final, counts } = await live(historyOf(order), {
    dynamodb: order.dynamodb,
    ...(process.env.TANDEM_ASSEMBLY ? { assembly: process.env.TANDEM_ASSEMBLY } : {}),
    onDay: (day, days) => {
      process.stderr.write(day % 10 === 0 ? `  world of ${order.count}: day ${day} of ${days}\n` : '');
      ms = performance.now() - began;
      const { user, system } = process.cpuUsage();
      cpuMs = (user + system) / 1000;
    },
  });
  const sum = (wanted: (service: string) => boolean): number =>
    counts.filter(({ service }) => wanted(service)).reduce((total, { calls }) => total + calls, 0);
  const journeys = Object.values(final.tables).flatMap((items) => items.filter(({ type }) => type === 'JOURNEY'));
  return {
    ms,
    cpuMs,
    letters: final.letters.length,
    onboarded: journeys.filter(({ outcome }) => outcome === 'onboarded').length,
    calls: sum((service) => service !== 'lambda'),
    invocations: sum((service) => service === 'lambda'),
    rssMb: process.memoryUsage.rss() / 2 ** 20,
    digest: digestOf(final),
    broken: check(final).flatMap(({ id, breaks }) => breaks.map((one) => `${id}: ${one}`)),
  };
};

process.on('message', (order: Order) => {
  liveOn(order).then(
    (told) => process.send?.({ told }, () => process.exit(0)),
    (error: unknown) => process.send?.({ failed: String(error) }, () => process.exit(1)),
  );
});
