import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

export interface Ended {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly output: string;
}

/** Runs a program of node_modules/.bin (or the PATH), at once on screen where `show`, else kept for the end. */
export const run = (name: string, command: readonly string[], options: { show?: boolean } = {}): Promise<Ended> => {
  const started = performance.now();
  const [program = '', ...args] = command;
  const env = { ...process.env, PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}` };
  return new Promise((done) => {
    const child = spawn(program, args, { env, stdio: options.show ? 'inherit' : 'pipe' });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    const end = (ok: boolean): void => done({ name, ok, output, seconds: (performance.now() - started) / 1000 });
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
};

export const report = (ended: Ended): void => {
  console.log(`${ended.ok ? 'ok  ' : 'FAIL'} ${ended.name} (${ended.seconds.toFixed(1)} s)`);
  if (!ended.ok && ended.output) console.log(ended.output);
};
