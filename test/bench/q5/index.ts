import type { Result, Row } from '../result.ts';
import { bareHeap, engines } from './engines.ts';
import { type Lived, liveIn, sumOf } from './worlds.ts';

export interface Q5Options {
  /** Affiliates of each run on the DynamoDB in memory, ascending. */
  readonly affiliates: readonly number[];
  /** Affiliates on DynamoDB Local; 0 leaves it out. */
  readonly local: number;
  /** Worlds side by side. */
  readonly worlds: number;
}

const LARGE = { affiliates: 10_000, seconds: 180 };
const LOCAL = { affiliates: 1_000, seconds: 60 };

/** Partners simulated: real handlers, real definitions, letters included; and the engine beside another one. */
export const q5 = async ({ affiliates, local, worlds }: Q5Options): Promise<Result> => {
  const limit = await bareHeap();
  const { own, other } = await engines();
  const twice = [await liveIn(1, 20), await liveIn(1, 20)].map(({ worlds: [world] }) => world?.digest);
  const rows: Row[] = [
    { what: 'bare heap of moments', figure: limit, unit: 'events/s', note: 'the limit' },
    { what: 'aws-local-stepfunctions', figure: other, unit: 'transitions/s', note: 'the peer' },
    {
      what: 'our engine, same shape',
      figure: own,
      unit: 'transitions/s',
      goal: `at least the peer's; ${(own / other).toFixed(1)} times`,
      met: own >= other,
    },
    {
      what: '20 affiliates, twice',
      figure: new Set(twice).size,
      unit: 'state(s)',
      goal: 'one',
      met: twice[0] === twice[1],
    },
  ];
  const lived: Lived[] = [];
  for (const count of affiliates) {
    const one = await liveIn(worlds, count);
    lived.push(one);
    rows.push(
      rowOf(one, `${count} affiliates in memory`, worlds, count === LARGE.affiliates ? LARGE.seconds : undefined),
    );
  }
  rows.push(...linear(lived));
  if (local > 0) {
    const one = await liveIn(worlds, local, { dynamodb: 'local' });
    rows.push(
      rowOf(
        one,
        `${local} affiliates on DynamoDB Local`,
        worlds,
        local === LOCAL.affiliates ? LOCAL.seconds : undefined,
      ),
    );
  }
  return { id: 'Q5', title: 'affiliates through their 30-day journey, letters included', rows };
};

const rowOf = (lived: Lived, what: string, worlds: number, most: number | undefined): Row => {
  const { count, seconds } = lived;
  const each = (of: 'letters' | 'calls' | 'invocations' | 'cpuMs'): string => (sumOf(lived, of) / count).toFixed(1);
  const memory = lived.worlds.reduce((sum, { rssMb }) => sum + rssMb, 0).toFixed(0);
  return {
    what,
    figure: seconds,
    unit: 's',
    goal: most === undefined ? undefined : `at most ${most} s`,
    met: most === undefined ? undefined : seconds <= most,
    note:
      `${(count / seconds).toFixed(1)}/s in ${worlds} world(s); each ${each('cpuMs')} ms of processor, ` +
      `${each('invocations')} invocations, ${each('calls')} calls, ${each('letters')} letters; ${memory} MB`,
  };
};

/** The second half of the way costs per affiliate what the first half does, or less. */
const linear = (lived: readonly Lived[]): readonly Row[] => {
  const [first, second] = [lived.at(-2), lived.at(-1)];
  if (!first || !second) return [];
  const ratio = second.seconds / second.count / (first.seconds / first.count);
  const what = `time of one of ${second.count} to one of ${first.count}`;
  return [{ what, figure: ratio, unit: 'times', goal: 'linear: at most 1.15', met: ratio <= 1.15 }];
};
