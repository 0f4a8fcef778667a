/** `npm run reset`: forgets what the local cloud has kept. */
import { existsSync, rmSync } from 'node:fs';
import { runningCloud, STATE_DIR } from './running.ts';

const running = runningCloud();
if (running) {
  console.error(
    `The local cloud is running (${running.siteUrl}, process ${running.pid}). End it with Ctrl-C there, then reset.`,
  );
  process.exit(1);
}
const held = existsSync(STATE_DIR);
rmSync(STATE_DIR, { recursive: true, force: true });
console.log(held ? 'Forgotten. The next npm start begins with nothing.' : 'There was nothing to forget.');
