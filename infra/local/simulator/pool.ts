import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { History } from './history.ts';
import { noEnd, type Verdict } from './verdict.ts';

/** What packages remember of clouds that have ended stays in a process: it is replaced after so many. */
const RUNS_A_PROCESS = 12;
/** A cloud makes many small things that are soon gone: room for them (MB) saves a quarter of the time. */
const EXEC_ARGV = ['--max-semi-space-size=64'];
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

  /** Never rejects: a history that does not end is a verdict too. A process that dies of something else gets a successor. */
  async judge(history: History): Promise<Verdict> {
    return (
      (await this.#judge(history)) ?? (await this.#judge(history)) ?? noEnd('The process that ran it died, twice.')
    );
  }

  async #judge(history: History): Promise<Verdict | undefined> {
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
    return {
      process: fork(WORKER, [], { env, execArgv: EXEC_ARGV, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
      runs: 0,
    };
  }

  close(): void {
    for (const { process: worker } of this.#idle.splice(0)) end(worker);
  }
}

const end = (worker: ChildProcess): void => {
  if (worker.connected) worker.disconnect();
};

/** Undefined when the process died. */
const ask = (worker: ChildProcess, history: History): Promise<Verdict | undefined> =>
  new Promise((judged) => {
    const done = (verdict: Verdict | undefined): void => {
      clearTimeout(timer);
      worker.off('message', hear);
      worker.off('exit', died);
      judged(verdict);
    };
    const hear = (told: Told): void => done(told.verdict ?? noEnd(told.failed ?? 'The worker said nothing.'));
    const died = (): void => done(undefined);
    const timer = setTimeout(() => {
      worker.off('exit', died);
      worker.kill('SIGKILL');
      done(noEnd('It did not end within five minutes.'));
    }, LONGEST_MS);
    worker.on('message', hear);
    worker.on('exit', died);
    worker.send(history);
  });
