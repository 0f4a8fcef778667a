import type { History } from './history.ts';
import { judge } from './verdict.ts';

/** A process that judges the histories it is sent, one after another, until its channel closes. */
const assembly = process.env.TANDEM_ASSEMBLY;

process.on('message', (history: History) => {
  judge(history, assembly ? { assembly } : {}).then(
    (verdict) => process.send?.({ verdict }),
    (error: unknown) =>
      process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
