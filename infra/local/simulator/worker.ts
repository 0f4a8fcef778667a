import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { paths } from '../paths.ts';
import type { History } from './history.ts';
import { judge } from './verdict.ts';

/** A process that judges the histories it is sent, one after another, until its channel closes. */
// What V8 keeps of an earlier process saves some of the start.
enableCompileCache(join(paths.root, '.build/compile-cache'));

const assembly = process.env.TANDEM_ASSEMBLY;

process.on('message', (history: History) => {
  judge(history, assembly ? { assembly } : {}).then(
    (verdict) => process.send?.({ verdict }),
    (error: unknown) =>
      process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
