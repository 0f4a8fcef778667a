import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '../../../infra/local/cloud.ts';
import { desk, opsCookie } from '../../payouts/world.ts';

/** What lies in the tables beside the business: delivered, or of a visit. */
const PASSING = ['LETTER', 'EVENT', 'BATCH-WAIT', 'DEAL-WAIT', 'SESSION', 'SIGNIN', 'RATE', 'TIMELINE', 'LOCK', 'WAIT'];

const clientOf = (cloud: Cloud) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()), {
    marshallOptions: { removeUndefinedValues: true },
  });

type Table = 'program' | 'ledger';

/** Everything that a table of a small program holds. */
export const everything = async (cloud: Cloud, table: Table): Promise<Record<string, unknown>[]> => {
  const { Items = [] } = await clientOf(cloud).send(new ScanCommand({ TableName: `tandem-local-${table}` }));
  return Items.filter(({ type }) => !PASSING.includes(String(type)));
};

export const putAll = async (cloud: Cloud, table: Table, items: readonly Record<string, unknown>[]): Promise<void> => {
  const client = clientOf(cloud);
  for (const Item of items) await client.send(new PutCommand({ TableName: `tandem-local-${table}`, Item }));
};

const MONTH = '2027-03';

interface Opened {
  readonly openedAt: string;
}

/** What ops do with the only deal that there is. */
const decideDeal = async (cloud: Cloud, path: string, body: Record<string, unknown>): Promise<void> => {
  const deal = (await everything(cloud, 'program')).find(({ type }) => type === 'DEAL');
  const cookie = await opsCookie(cloud);
  const { status, text } = await cloud.http('POST', `/api/ops/deals/${deal?.dealId}${path}`, { cookie, body });
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  await cloud.settle();
};

/** What people do with a payout run, by name. */
export const deeds: Readonly<Record<string, (cloud: Cloud) => Promise<void>>> = {
  approve: async (cloud) => {
    await desk(cloud, await opsCookie(cloud)).approve(MONTH);
  },
  'all paid': async (cloud) => {
    const body = { format: 'all-paid', file: 'paypal-USD-1.csv', on: '2027-03-08' };
    await desk(cloud, await opsCookie(cloud)).results(MONTH, body);
  },
  'approve the deal': (cloud) => decideDeal(cloud, '/decision', { outcome: 'approved' }),
  'reject the deal': (cloud) =>
    decideDeal(cloud, '/decision', { outcome: 'rejected', why: 'not-qualified', reason: 'No budget.' }),
  'win the deal': (cloud) =>
    decideDeal(cloud, '/win', { wonOn: new Date(cloud.clock.now()).toISOString().slice(0, 10), termYears: 1 }),
  'a month passes': async (cloud) => {
    await cloud.clock.moveTo(cloud.clock.now() + 31 * 86_400_000);
    await cloud.settle();
  },
  'let the deal try again': async (cloud) => {
    const cookie = await opsCookie(cloud);
    const { tasks } = (await cloud.http('GET', '/api/ops/tasks', { cookie })).json();
    const mends = tasks.filter(({ kind }: { kind: string }) => kind === 'mend');
    // Whoever goes on with the execution asks anew.
    const { taskId } = mends.toSorted((a: Opened, b: Opened) => (a.openedAt < b.openedAt ? 1 : -1))[0] ?? {};
    const body = { outcome: 'try-again', reason: 'Mended.' };
    await cloud.http('POST', `/api/ops/tasks/${taskId}/decision`, { cookie, body });
    await cloud.settle();
  },
  'try again': async (cloud) => {
    await desk(cloud, await opsCookie(cloud)).decide(MONTH, { decision: 'try-again' });
  },
};
