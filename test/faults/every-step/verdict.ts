import { check } from '../../../infra/local/simulator/invariants/index.ts';
import type { Company } from './company.ts';
import { differences, remainsOf } from './remains.ts';
import type { Strike } from './striker.ts';
import { play, type Ran, type Scenario } from './world.ts';

/** Companies side by side: many strike what all scenarios begin with, few what is this one's own. */
const FIRST = 14;
const OTHERS = 7;
const MOST = 30;
const PLAYS = 6;
const SHOWN = 12;

/** What came of striking a scenario at every step that was not struck before. */
export interface Struck {
  readonly strikes: number;
  readonly steps: number;
  readonly functions: ReadonlySet<string>;
  /** Steps that came by and could not be struck, however often it was played. */
  readonly left: readonly string[];
  /** What is wrong, in sentences; empty when all is well. */
  readonly wrong: readonly string[];
}

/**
 * Plays the scenario until at most `enough` strikes are left for another scenario in which the same steps come by, or
 * nothing new can be struck.
 */
export const strikeEveryStep = async (scenario: Scenario, tried: Set<string>, enough: number): Promise<Struck> => {
  let strikes = 0;
  let companies = tried.size === 0 ? FIRST : OTHERS;
  const steps = new Set<string>();
  const functions = new Set<string>();
  for (let plays = 1; ; plays++) {
    const ran = await play(scenario, { companies, tried });
    const { striker } = ran;
    strikes += striker.strikes.length;
    for (const step of striker.steps.keys()) steps.add(step);
    for (const name of striker.functions) functions.add(name);
    const { left } = striker;
    const wrong = await wrongWith(ran);
    const over = wrong.length > 0 || left.length <= enough || plays === PLAYS || striker.strikes.length === 0;
    if (over) return { strikes, steps: steps.size, functions, left, wrong };
    const each = striker.strikes.length / (companies - 1);
    companies = Math.min(MOST, 3 + Math.ceil((1.5 * left.length) / each));
  }
};

const wrongWith = async (ran: Ran): Promise<readonly string[]> => {
  const { scenario, final, companies, striker, gaveUp } = ran;
  const [calm] = companies;
  if (!calm) throw new Error('A scenario is played by one company at least.');
  const wrong = [...gaveUp.map((one) => `Gave up: ${one}`)];
  for (const { id, sentence, breaks } of check(final)) {
    for (const one of breaks.slice(0, SHOWN)) wrong.push(`${id} (${sentence}): ${one}`);
  }
  for (const [queue, bodies] of Object.entries(final.queues)) {
    for (const body of bodies) wrong.push(`A dead letter in ${queue}: ${body.slice(0, 300)}`);
  }
  const expected = remainsOf(ran, calm);
  const broken = companies.find((one) => differsFrom(expected, ran, one).length > 0);
  if (broken) wrong.push(...(await blame(scenario, strikesOf(ran, broken))), ...differsFrom(expected, ran, broken));
  if (wrong.length > 0) wrong.push(`Struck in this play: ${striker.strikes.length}.`);
  return wrong;
};

const strikesOf = ({ striker }: Ran, company: Company): readonly Strike[] =>
  striker.strikes.filter(({ subject }) => subject === company);

const differsFrom = (expected: ReturnType<typeof remainsOf>, ran: Ran, company: Company): readonly string[] =>
  differences(expected, remainsOf(ran, company), strikesOf(ran, company))
    .slice(0, SHOWN)
    .map((line) => `${company.name}: ${line.slice(0, 400)}`);

/** Strikes alone, one after the other, and says after which of them a company ends otherwise. */
const blame = async (scenario: Scenario, strikes: readonly Strike[]): Promise<readonly string[]> => {
  const named: string[] = [];
  for (const { step, harm } of strikes) {
    const ran = await play(scenario, { companies: 2, tried: new Set(), only: [`${step} ${harm}`] });
    const [calm, struck] = ran.companies;
    if (!calm || !struck) continue;
    if (differsFrom(remainsOf(ran, calm), ran, struck).length > 0) named.push(`Alone it breaks: ${step} ${harm}`);
  }
  if (named.length > 0) return named;
  return ['None of its strikes breaks it alone:', ...strikes.map(({ step, harm }) => `  ${step} ${harm}`)];
};
