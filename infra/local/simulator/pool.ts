import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { History } from './history.ts';
import { noEnd, type Verdict } from './verdict.ts';

/** A process is warm after the first and keeps nothing of those that have ended; a new one now and then costs little. */
const RUNS_A_PROCESS = 100;
/** No small history takes so long; one that does will never end. */
const LONGEST_MS = 300_000;
const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

interface Told {
  readonly verdict?: Verdict;
  readonly failed?: string;
}

interface Worker {
  readonly process: ChildProcess;
  runs: number;
}

/** Processes that judge histories, one for each core. */
export class Pool {
  readonly size: number;
  readonly #assembly: string | undefined;
  readonly #idle: Worker[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(options: { size?: number; assembly?: string | undefined } = {}) {
    this.size = options.size ?? availableParallelism();
    this.#assembly = options.assembly;
  }

  /** Never rejects: a process that dies or does not answer is a verdict too. */
  async judge(history: History): Promise<Verdict> {
    while (this.#busy >= this.size) await new Promise<void>((free) => this.#waiting.push(free));
    this.#busy++;
    const worker = this.#idle.pop() ?? this.#start();
    try {
      return await ask(worker.process, history);
    } finally {
      worker.runs++;
      if (worker.runs < RUNS_A_PROCESS && worker.process.connected) this.#idle.push(worker);
      else end(worker.process);
      this.#busy--;
      this.#waiting.shift()?.();
    }
  }

  #start(): Worker {
    const env = { ...process.env, ...(this.#assembly ? { TANDEM_ASSEMBLY: this.#assembly } : {}) };

    return { process: fork(WORKER, [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }), runs: 0 };
  }

  close(): void {
    for (const { process: worker } of this.#idle.splice(0)) end(worker);
  }
}

const end = (worker: ChildProcess): void => {
  if (worker.connected) worker.disconnect();
};

const ask = (worker: ChildProcess, history: History): Promise<Verdict> =>
  new Promise((judged) => {
    const done = (verdict: Verdict): void => {
      clearTimeout(timer);
      worker.off('message', hear);
      worker.off('exit', died);
      judged(verdict);
    };
    const hear = (told: Told): void => done(told.verdict ?? noEnd(told.failed ?? 'The worker said nothing.'));
    const died = (code: number | null): void => done(noEnd(`The process that ran it ended (${code}).`));
    const timer = setTimeout(() => {
      worker.off('exit', died);
      worker.kill('SIGKILL');
      done(noEnd('It did not end within five minutes.'));
    }, LONGEST_MS);
    worker.on('message', hear);
    worker.on('exit', died);
    worker.send(history);
  });
