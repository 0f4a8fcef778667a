import { Clock } from '../../../infra/local/clock.ts';
import { type Cloud, startCloud } from '../../../infra/local/cloud.ts';
import { type Final, readFinal } from '../../../infra/local/simulator/final.ts';
import { Journal } from '../../../infra/local/simulator/journal.ts';
import { Watch } from '../../../infra/local/simulator/watch.ts';
import { teamAddresses } from '../../../infra/local/team.ts';
import { START } from '../../support/cloud.ts';
import { MANAGER, OPS } from '../../support/people.ts';
import { prepare } from '../../support/prepare.ts';
import { offsetOf } from '../../workflows/case.ts';
import { withoutSchedules } from '../../workflows/play.ts';
import { Browser, Company, TryAgain } from './company.ts';
import { FAULTS, Striker } from './striker.ts';
import { Subjects } from './subjects.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How often a company tries again, and how often it may be struck at one moment. */
const ROUNDS = 8;
const NIGHTS_MS = 3 * DAY_MS;
const STRUCK_ROUNDS = 3;

/** What a company does at a moment of its scenario. It is done again from the start when it did not work. */
export interface Moment {
  /** `day 2 hour 5`, from the start. */
  readonly at: string;
  readonly does: (company: Company) => Promise<unknown>;
}

export interface Scenario {
  readonly name: string;
  /** What it types into the form, where that is not what a strong affiliate types. */
  readonly says: Readonly<Record<string, unknown>>;
  readonly moments: readonly Moment[];
  /** Handlers that a schedule calls, on the last nights before each moment: `ledger-start-books-check`. */
  readonly nightly?: readonly string[];
  /** When everything has come to rest. */
  readonly until: string;
}

export interface Ran {
  readonly scenario: Scenario;
  readonly final: Final;
  readonly companies: readonly Company[];
  readonly striker: Striker;
  /** Companies that could not get something done, however often they tried: `c0003: day 2: POST ...: 409`. */
  readonly gaveUp: readonly string[];
}

/**
 * Plays a scenario with so many companies side by side. The first is never struck: what it ends with is what all must
 * end with.
 */
export const play = async (
  scenario: Scenario,
  options: { companies: number; tried: Set<string>; only?: readonly string[] },
): Promise<Ran> => {
  await prepare();
  const { nightly = [] } = scenario;
  const startMs = Date.parse(START);
  const clock = Clock.manual(startMs);
  const watch = new Watch(clock);
  const cloud = await startCloud({
    clock,
    onRecord: (_, record) => watch.hear(record),
    assembly: withoutSchedules(),
    dynamodb: 'memory',
    throttling: false,
    keepHistories: false,
    shortCalls: true,
    seed: scenario.name,
  });
  try {
    const subjects = new Subjects();
    const striker = new Striker({ tried: options.tried, only: options.only, subjects });
    const team = teamOf(cloud);
    const companies = Array.from({ length: options.companies }, (_, number) => {
      const company = new Company(cloud, number, { mayBeStruck: number > 0, says: scenario.says, team });
      subjects.add(company);
      return company;
    });
    for (const member of Object.values(team)) await member.signedIn();
    cloud.faults = striker.faults;
    const gaveUp: string[] = [];
    for (const moment of scenario.moments) {
      // A form is filled in for a minute at least, however late it was opened.
      await goTo(cloud, striker, nightly, Math.max(startMs + offsetOf(moment.at), clock.now() + MINUTE_MS));
      gaveUp.push(...(await live(cloud, striker, companies, moment)));
    }
    await goTo(cloud, striker, nightly, startMs + offsetOf(scenario.until));
    cloud.faults = undefined;
    return { scenario, final: await finalOf(cloud, watch, striker), companies, striker, gaveUp };
  } finally {
    await cloud.stop();
  }
};

const finalOf = (cloud: Cloud, { changes, keys: records }: Watch, { strikes }: Striker): Promise<Final> => {
  const faults = strikes.map(({ function: name, action, harm, atMs }) => ({
    ...{ function: name, action, nth: 1, fault: FAULTS[harm], at: atMs },
  }));
  return readFinal(cloud, {
    changes,
    records,
    journal: new Journal(cloud.clock, []),
    faults,
    applicants: [],
    sold: [],
  });
};

const teamOf = (cloud: Cloud) => {
  const known = teamAddresses(cloud);
  for (const email of [OPS, MANAGER]) if (!known.includes(email)) throw new Error(`${email} is not of the team.`);
  return {
    ops: new Browser(cloud, { email: OPS, ip: '198.51.100.7' }),
    manager: new Browser(cloud, { email: MANAGER, ip: '198.51.100.8' }),
  };
};

/** All companies live through the moment; those for whom it did not work try again some minutes later. */
const live = async (
  cloud: Cloud,
  striker: Striker,
  companies: readonly Company[],
  moment: Moment,
): Promise<readonly string[]> => {
  const strikes = striker.strikes.length;
  // The first, which is never struck, comes last: what is read once for all is read at one that may be.
  let waiting = [...companies.slice(1), ...companies.slice(0, 1)].map((company) => ({ company, why: '' }));
  for (let round = 0; round < ROUNDS && waiting.length > 0; round++) {
    if (round > 0) await pass(cloud, 16 * MINUTE_MS);
    if (round === STRUCK_ROUNDS) for (const { company } of waiting) striker.resting.add(company);
    const again: typeof waiting = [];
    for (const { company } of waiting) {
      striker.subjects.acting = company;
      try {
        await moment.does(company);
      } catch (error) {
        if (!(error instanceof TryAgain)) throw error;
        again.push({ company, why: error.message });
      }
      striker.subjects.acting = undefined;
    }
    waiting = again;
  }
  // What follows by the clock alone is struck too, where nothing else was.
  if (striker.strikes.length === strikes) await pass(cloud, 32 * MINUTE_MS);
  if (striker.strikes.length > strikes) await recover(cloud, striker);
  striker.resting.clear();
  return waiting.map(({ company, why }) => `${company.name}: ${moment.at}: ${why}`);
};

/** The schedules of the templates, once a day: every few minutes of every day would take minutes. */
const goTo = async (cloud: Cloud, striker: Striker, nightly: readonly string[], targetMs: number): Promise<void> => {
  while (cloud.clock.now() < targetMs) {
    const strikes = striker.strikes.length;
    const day = Math.floor(cloud.clock.now() / DAY_MS);
    await pass(cloud, Math.min(DAY_MS, targetMs - cloud.clock.now()));
    const isNight = Math.floor(cloud.clock.now() / DAY_MS) > day && targetMs - cloud.clock.now() < NIGHTS_MS;
    if (isNight) await call(cloud, nightly);
    if (striker.strikes.length === strikes) continue;
    await recover(cloud, striker);
    // Lambda tries again what a schedule has called.
    if (isNight) await calmly(striker, () => call(cloud, nightly));
  }
};

/** The sweeper comes every quarter of an hour, and nobody is struck while what was struck last recovers. */
const recover = (cloud: Cloud, striker: Striker): Promise<void> =>
  calmly(striker, async () => {
    for (let round = 0; round < 2; round++) await pass(cloud, 16 * MINUTE_MS);
  });

const calmly = async (striker: Striker, does: () => Promise<void>): Promise<void> => {
  striker.calm = true;
  await does();
  striker.calm = false;
};

const pass = async (cloud: Cloud, ms: number): Promise<void> => {
  await cloud.clock.moveTo(cloud.clock.now() + ms);
  await cloud.settle();
  await call(cloud, ['email-sweep-letters', 'tasks-chase-tasks', 'certification-start-renewals']);
};

const call = async (cloud: Cloud, names: readonly string[]): Promise<void> => {
  for (const name of names) {
    await cloud.invoke(`tandem-local-${name}`, {});
    await cloud.settle();
  }
};
