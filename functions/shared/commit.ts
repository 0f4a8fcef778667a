import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { committing } from './committing.ts';
import { table } from './table.ts';

/**
 * Writes facts, each with its own condition, and what must follow them (outbox entries), in one transaction.
 * An outbox entry that is already there was announced before: it is left out and the rest is written.
 * Answers `refused` when a fact's own condition failed: nothing was written. A transaction that met another one is
 * tried again, 4 times in all with up to 50 ms between; after that the error goes up.
 */
export const commit = committing((items) => table().send(new TransactWriteCommand({ TransactItems: [...items] })));
