import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as z from 'zod';

/** Where `npm start` keeps its data between two starts. */
export const STATE_DIR = '.local';

const note = z.strictObject({ pid: z.number().int(), siteUrl: z.string() });
const noteFile = join(STATE_DIR, 'running.json');

/** The local cloud that uses the data now, if there is one. A note left behind by a killed one is no cloud. */
export const runningCloud = (): z.infer<typeof note> | undefined => {
  try {
    const found = note.parse(JSON.parse(readFileSync(noteFile, 'utf8')));
    process.kill(found.pid, 0); // signal 0 only asks whether the process is there
    return found;
  } catch {
    return undefined;
  }
};

export const noteRunning = (siteUrl: string): void => {
  mkdirSync(STATE_DIR, { recursive: true });
  writeFileSync(noteFile, JSON.stringify({ pid: process.pid, siteUrl }));
};

export const forgetRunning = (): void => rmSync(noteFile, { force: true });

/** Whether a port of this machine can be listened on. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
