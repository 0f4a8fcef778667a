import { parseArgs } from 'node:util';
import { digestOf } from './digest.ts';
import { mixes } from './habits.ts';
import { FIRST_DAY, type History, type Size, sizes, startOf } from './history.ts';
import { check } from './invariants/index.ts';
import { outcomeOf } from './outcome.ts';
import { readHistory, replay } from './replay.ts';
import { report } from './report.ts';
import { live } from './run.ts';
import { type Break, runSeeds } from './seeds.ts';

const HELP = `Simulates a program: synthetic applicants with different habits live through it on the local cloud.
What must not break is checked at the end; a break ends with exit code 1.

One program, with a report:
  npm run simulate -- --partners 200 --days 45 --seed 7

  --partners N   applicants (default 200)
  --affiliates N the same with affiliates only
  --program X    mixed (default), affiliate or channel
  --days N       days to simulate (default 45)
  --seed TEXT    the same seed gives the same report (default 1)
  --start DATE   first day, like 2027-03-01 (default)
  --faults       calls fail, by seed (default: they do not)
  --dynamodb X   memory (default), or local: Amazon's DynamoDB Local, slower, with the same report

Many small histories in which calls fail, on all cores:
  npm run simulate -- --seeds 5000

  --seeds N      seeds 1 to N, or A-B
  --size X       usual (default) or small
  --no-faults    nothing fails

What breaks is made as short as it goes, kept in .build/simulate/<seed>.json, and can be read:
  npm run simulate -- --replay .build/simulate/17.json     (or a seed: --replay 17)`;

const options = {
  partners: { type: 'string', default: '200' },
  affiliates: { type: 'string' },
  program: { type: 'string', default: 'mixed' },
  days: { type: 'string', default: '45' },
  seed: { type: 'string', default: '1' },
  start: { type: 'string', default: FIRST_DAY },
  dynamodb: { type: 'string', default: 'memory' },
  faults: { type: 'boolean' },
  seeds: { type: 'string' },
  size: { type: 'string', default: 'usual' },
  replay: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;
const parse = () => parseArgs({ options, allowNegative: true }).values;
type Values = ReturnType<typeof parse>;

/** Share of calls that fail in a program of many: some thousand faults. */
const FAULT_RATE = 0.002;

const whole = (text: string, name: string, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(`--${name} takes a whole number from 1 to ${most}, for example --${name} 45.`);
  }
  return value;
};

const progress = (done: number, of: number, text: string): void => {
  if (!process.stderr.isTTY && done < of && done % Math.ceil(of / 20) !== 0) return;
  const full = Math.round((30 * done) / of);
  const bar = `${'█'.repeat(full)}${'░'.repeat(30 - full)}`;
  process.stderr.write(process.stderr.isTTY ? `\r${bar} ${text}  ` : `${bar} ${text}\n`);
  if (done === of && process.stderr.isTTY) process.stderr.write('\n');
};

const sizeOf = (values: Values): Size => {
  if (values.size in sizes) return values.size === 'small' ? 'small' : 'usual';
  throw new Error(`--size takes ${Object.keys(sizes).join(' or ')}.`);
};

const programOf = (values: Values): History => {
  const startMs = startOf(values.start);
  if (Number.isNaN(startMs)) throw new Error('--start takes a date, for example --start 2027-03-01.');
  const program = mixes.find((name) => name === (values.affiliates ? 'affiliate' : values.program));
  if (!program) throw new Error(`--program takes ${mixes.join(', ')}.`);
  const people = values.affiliates
    ? whole(values.affiliates, 'affiliates', 100_000)
    : whole(values.partners, 'partners', 100_000);
  return {
    seed: values.seed,
    startMs,
    days: whole(values.days, 'days', 730),
    people: Array.from({ length: people }, (_, number) => number),
    habits: 'by-share',
    program,
    customers: true,
    everyNights: 1,
    arriveWithinDays: 10,
    faults: values.faults ? { rate: FAULT_RATE } : [],
    without: [],
  };
};

/** True when everything holds. */
const oneProgram = async (values: Values): Promise<boolean> => {
  const { dynamodb } = values;
  if (dynamodb !== 'memory' && dynamodb !== 'local') throw new Error('--dynamodb takes memory or local.');
  const history = programOf(values);
  const { final, actors } = await live(history, {
    dynamodb,
    onDay: (day, days, letters) => progress(day, days, `day ${day} of ${days}, ${letters} letters`),
  });
  const checked = check(final);
  console.log(report(outcomeOf(final, history, actors), checked, digestOf(final)));
  for (const { id, breaks } of checked) for (const one of breaks.slice(0, 10)) console.log(`${id}: ${one}`);
  return checked.every(({ breaks }) => breaks.length === 0);
};

const manySeeds = async (values: Values): Promise<boolean> => {
  const [from = '', to] = (values.seeds ?? '').split('-');
  const first = to === undefined ? 1 : whole(from, 'seeds', 1_000_000);
  const last = whole(to ?? from, 'seeds', 1_000_000);
  let faults = 0;
  const breaks = await runSeeds({
    first,
    last,
    size: sizeOf(values),
    faults: values.faults ?? true,
    onVerdict: (seed, verdict, done) => {
      faults += verdict.faults.length;
      for (const { id } of verdict.broken) process.stderr.write(`\nSeed ${seed} breaks ${id}. Shortening follows.\n`);
      progress(done, last - first + 1, `${done} of ${last - first + 1} histories, ${faults} faults`);
    },
  });
  for (const one of breaks) console.log(told(one));
  if (breaks.length === 0) console.log(`Seeds ${first} to ${last}: everything holds, after ${faults} faults.`);
  return breaks.length === 0;
};

const told = ({ seed, verdict, shrunk }: Break): string => {
  const { broken } = shrunk?.verdict ?? verdict;
  const why = broken.map(
    ({ id, sentence, breaks }) => `  ${id} ${sentence}\n${breaks.map((one) => `    ${one}`).join('\n')}`,
  );
  const { people, days, faults } = shrunk?.history ?? {};
  const short = shrunk
    ? `  Shortest history: ${people?.length} people, ${days} days, ${Array.isArray(faults) ? faults.length : 'all'} faults, ` +
      `${shrunk.verdict.acts.length} acts (${shrunk.runs} runs)\n  Read it: npm run simulate -- --replay ${shrunk.file}`
    : '';
  return [`Seed ${seed} breaks:`, ...why, short].join('\n');
};

const oneReplay = async (values: Values): Promise<boolean> => {
  const { lines, verdict } = await replay(readHistory(values.replay ?? '', sizeOf(values), values.faults ?? true));
  console.log(lines.join('\n'));
  for (const { id, sentence, breaks } of verdict.broken) console.log(`\n${id} ${sentence}\n  ${breaks.join('\n  ')}`);
  console.log(`\n${verdict.broken.length === 0 ? 'Everything holds. ' : ''}Final state: ${verdict.digest}`);
  return verdict.broken.length === 0;
};

const main = async (): Promise<void> => {
  const values = parse();
  if (values.help) return console.log(HELP);
  const began = performance.now();
  const holds = await (values.replay ? oneReplay : values.seeds ? manySeeds : oneProgram)(values);
  process.stderr.write(`Took ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  // Functions that were ended in the middle leave timers of their frameworks behind: nobody waits for those.
  process.exit(holds ? 0 : 1);
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
