import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CloudOptions } from '../cloud.ts';
import type { DynamoConnection } from './connection.ts';
import { startDynamo } from './jvm.ts';
import { MemoryDynamo } from './memory/memory-dynamo.ts';
import { sharedDynamo } from './shared.ts';
import { DynamoWire } from './wire.ts';

interface Database {
  readonly connection: DynamoConnection;
  /** Ends the process that was started for it alone, if there is one. */
  stop(): Promise<void>;
}

let databases = 0;

/** The database of one cloud. Without a state folder it has one of its own, empty. */
export async function openDatabase(
  options: CloudOptions,
  place: { readonly region: string; readonly account: string },
): Promise<Database> {
  const { clock, stateDir } = options;
  if (options.dynamodb === 'memory') {
    if (stateDir) throw new Error('The DynamoDB in memory keeps nothing: a state folder needs dynamodb: "local".');
    return { connection: new MemoryDynamo(() => clock.now()), stop: () => Promise.resolve() };
  }
  const dynamo = stateDir ? await startDynamo(join(stateDir, 'dynamodb')) : await sharedDynamo();
  const name = stateDir ? 'tandem' : `t${process.pid}x${++databases}x${randomUUID().replaceAll('-', '')}`;
  const connection = new DynamoWire(dynamo.port, name, place, clock.mode === 'live' ? 16 : 1);
  // The shared one ends with this process.
  return { connection, stop: () => (stateDir ? dynamo.stop() : Promise.resolve()) };
}
