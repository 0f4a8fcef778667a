import { parseArgs } from 'node:util';
import { digestOf } from './digest.ts';
import { mixes } from './habits.ts';
import { FIRST_DAY, type History, startOf } from './history.ts';
import { check } from './invariants/index.ts';
import { outcomeOf } from './outcome.ts';
import { report } from './report.ts';
import { live } from './run.ts';

const HELP = `Simulates a program: synthetic applicants with different habits live through it on the local cloud.

  npm run simulate -- --partners 200 --days 45 --seed 7

  --partners N   applicants (default 200)
  --affiliates N the same with affiliates only
  --program X    mixed (default), affiliate or channel
  --days N       days to simulate (default 45)
  --seed TEXT    the same seed gives the same report (default 1)
  --start DATE   first day, like 2027-03-01 (default)
  --dynamodb X   memory (default), or local: Amazon's DynamoDB Local, slower, with the same report`;

const whole = (text: string, name: string, most: number): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new Error(`--${name} takes a whole number from 1 to ${most}, for example --${name} 45.`);
  }
  return value;
};

const progress = (done: number, of: number, text: string): void => {
  if (!process.stderr.isTTY && done < of && done % Math.ceil(of / 5) !== 0) return;
  const full = Math.round((30 * done) / of);
  const bar = `${'█'.repeat(full)}${'░'.repeat(30 - full)}`;
  process.stderr.write(process.stderr.isTTY ? `\r${bar} ${text}  ` : `${bar} ${text}\n`);
  if (done === of && process.stderr.isTTY) process.stderr.write('\n');
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      partners: { type: 'string', default: '200' },
      affiliates: { type: 'string' },
      program: { type: 'string', default: 'mixed' },
      days: { type: 'string', default: '45' },
      seed: { type: 'string', default: '1' },
      start: { type: 'string', default: FIRST_DAY },
      dynamodb: { type: 'string', default: 'memory' },
      faults: { type: 'boolean' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const startMs = startOf(values.start);
  if (Number.isNaN(startMs)) throw new Error('--start takes a date, for example --start 2027-03-01.');
  const { dynamodb } = values;
  if (dynamodb !== 'memory' && dynamodb !== 'local') throw new Error('--dynamodb takes memory or local.');
  const program = mixes.find((name) => name === (values.affiliates ? 'affiliate' : values.program));
  if (!program) throw new Error(`--program takes ${mixes.join(', ')}.`);
  const partners = values.affiliates
    ? whole(values.affiliates, 'affiliates', 100_000)
    : whole(values.partners, 'partners', 100_000);
  const began = performance.now();
  const history: History = {
    seed: values.seed,
    startMs,
    days: whole(values.days, 'days', 730),
    people: Array.from({ length: partners }, (_, number) => number),
    habits: 'by-share',
    program,
    arriveWithinDays: 10,
    faults: values.faults ? { rate: 0.01 } : [],
    without: [],
  };
  const { final, actors } = await live(history, {
    dynamodb,
    onDay: (day, days, letters) => progress(day, days, `day ${day} of ${days}, ${letters} letters`),
  });
  const checked = check(final);
  console.log(report(outcomeOf(final, history, actors), checked, digestOf(final)));
  for (const { id, breaks } of checked) for (const broken of breaks.slice(0, 10)) console.log(`${id}: ${broken}`);
  process.stderr.write(`Took ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
  if (checked.some(({ breaks }) => breaks.length > 0)) process.exitCode = 1;
};

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
