import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';

/** Where `npm start` keeps its data between two starts. */
export const STATE_DIR = '.local';

const note = z.strictObject({ pid: z.number().int(), siteUrl: z.string() });
const noteFile = join(STATE_DIR, 'running.json');
const BEAT_MS = 2_000;
/** After a kill the note stays, and its process id may by then be another program's: but nobody renews it. */
const STALE_MS = 15_000;

/** The local cloud that uses the data now, if there is one. */
export const runningCloud = (): z.infer<typeof note> | undefined => {
  try {
    const found = note.parse(JSON.parse(readFileSync(noteFile, 'utf8')));
    process.kill(found.pid, 0); // signal 0 only asks whether the process is there
    return Date.now() - statSync(noteFile).mtimeMs < STALE_MS ? found : undefined;
  } catch {
    return undefined;
  }
};

let beat: NodeJS.Timeout | undefined;

/** Notes this process as the one that uses the data, and keeps the note fresh. */
export const noteRunning = (siteUrl: string): void => {
  mkdirSync(STATE_DIR, { recursive: true });
  const write = (): void => writeFileSync(noteFile, JSON.stringify({ pid: process.pid, siteUrl }));
  write();
  beat = setInterval(write, BEAT_MS);
  beat.unref();
};

export const forgetRunning = (): void => {
  clearInterval(beat);
  rmSync(noteFile, { force: true });
};

/** Whether a port of this machine can be listened on. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
