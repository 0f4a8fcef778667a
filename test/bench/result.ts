import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

/** One row of the table: a figure, with what it is held against. */
export interface Row {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** The goal in words, and whether it is met; undefined where nothing was promised. */
  readonly goal?: string | undefined;
  readonly met?: boolean | undefined;
  readonly note?: string | undefined;
}

export interface Result {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

const FOLDER = '.build/bench';

/** Prints the rows and keeps them as JSON under `.build/bench/`, with what machine it was. */
export const report = (result: Result): void => {
  const machine = {
    cores: availableParallelism(),
    model: cpus()[0]?.model ?? '',
    load: loadavg()[0],
    node: process.version,
  };
  mkdirSync(FOLDER, { recursive: true });
  const file = `${FOLDER}/${result.id}.json`;
  writeFileSync(file, `${JSON.stringify({ ...result, machine, at: new Date().toISOString() }, null, 2)}\n`);
  const width = Math.max(...result.rows.map(({ what }) => what.length));
  console.log(`${result.id}: ${result.title}`);
  for (const { what, figure, unit, goal, met, note } of result.rows) {
    const judged = goal === undefined ? '' : `   ${met ? 'met' : 'NOT MET'}: ${goal}`;
    console.log(
      `  ${what.padEnd(width)}  ${written(figure).padStart(12)} ${unit}${judged}${note ? `   (${note})` : ''}`,
    );
  }
  console.log(
    `  ${machine.cores} cores, ${machine.model}, load ${machine.load?.toFixed(1)}, Node ${machine.node}; ${file}`,
  );
};

const written = (figure: number): string =>
  figure.toLocaleString('en-US', { maximumFractionDigits: figure < 100 ? 1 : 0 });
