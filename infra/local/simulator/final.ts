import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Cloud } from '../cloud.ts';
import type { Letter } from '../services/types.ts';
import type { Accepted, Journal } from './journal.ts';
import type { Applicant } from './people.ts';
import type { Sold } from './shop.ts';
import type { Struck } from './strike.ts';
import type { StateChange } from './watch.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface ExecutionAsEnded {
  readonly workflow: string;
  readonly name: string;
  readonly status: string;
}

/** Where one branch of a running execution stands. */
export interface Place {
  readonly execution: string;
  readonly state: string;
  /** `work`: something is under way; the others wait. */
  readonly waitsFor: 'work' | 'time' | 'token' | 'call' | 'child' | 'branches';
  readonly token?: string;
  /** Whether the wait ends by itself. */
  readonly limited: boolean;
}

/** Everything that is there at the end of a run: what the invariants are checked on. */
export interface Final {
  /** ms since the epoch. */
  readonly at: number;
  /** Every item of every table, by table. */
  readonly tables: Readonly<Record<string, readonly Item[]>>;
  /** What SES took, oldest first. */
  readonly letters: readonly Letter[];
  readonly executions: readonly ExecutionAsEnded[];
  readonly places: readonly Place[];
  /** Bodies of the messages that lie in each queue. */
  readonly queues: Readonly<Record<string, readonly string[]>>;
  readonly changes: readonly StateChange[];
  /** Keys of the stream's records, by sequence number. */
  readonly records: ReadonlyMap<string, string>;
  readonly journal: Pick<Journal, 'acts' | 'complaints' | 'gaveUp'> & { readonly accepted: readonly Accepted[] };
  readonly faults: readonly Struck[];
  readonly applicants: readonly Applicant[];
  /** What the shop sold through affiliates. */
  readonly sold: readonly Sold[];
}

/** Reads the final state; nothing may be running any more. */
export const readFinal = async (
  cloud: Cloud,
  watched: Pick<Final, 'changes' | 'records' | 'journal' | 'faults' | 'applicants' | 'sold'>,
): Promise<Final> => {
  const queues = cloud.resources('AWS::SQS::Queue').map(({ arn = '', ref }) => {
    const name = arn.split(':').at(-1) ?? ref;
    return [name, cloud.queues.messages(arn).map((message) => message.body)] as const;
  });
  return {
    at: cloud.clock.now(),
    tables: await readTables(cloud),
    letters: cloud.inbox.arrived(0),
    ...readExecutions(cloud),
    queues: Object.fromEntries(queues.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    ...watched,
  };
};

const readTables = async (cloud: Cloud): Promise<Record<string, Item[]>> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()));
  const tables: Record<string, Item[]> = {};
  for (const { ref: TableName } of cloud.resources('AWS::DynamoDB::GlobalTable')) {
    const items: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName })) items.push(...(page.Items ?? []));
    tables[TableName] = items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
  return tables;
};

export const keyOf = (item: Item): string => `${item.PK} ${item.SK}`;

const thread = z.looseObject({
  state: z.string(),
  gone: z.boolean(),
  pending: z.looseObject({
    kind: z.enum(['work', 'wait', 'retry', 'stopped', 'task', 'children']),
    token: z.string().optional(),
    childArn: z.string().optional(),
    deadlineMs: z.number().optional(),
  }),
});
type Thread = z.output<typeof thread>;
const engineState = z.looseObject({
  executions: z.array(
    z.looseObject({ name: z.string(), machineArn: z.string(), status: z.string(), threads: z.array(thread) }),
  ),
});

const readExecutions = (cloud: Cloud): Pick<Final, 'executions' | 'places'> => {
  const { executions } = engineState.parse(JSON.parse(cloud.engine.snapshot()));
  return {
    executions: executions.map(({ name, machineArn, status }) => ({
      workflow: machineArn.split(':').at(-1) ?? '',
      name,
      status,
    })),
    places: executions
      .filter(({ status }) => status === 'RUNNING')
      .flatMap(({ name, threads }) => threads.filter(({ gone }) => !gone).flatMap((one) => placeOf(name, one))),
  };
};

const placeOf = (execution: string, { state, pending }: Thread): Place[] => {
  const { kind, token, childArn, deadlineMs } = pending;
  const limited = deadlineMs !== undefined;
  switch (kind) {
    case 'stopped':
      return [];
    case 'work':
      return [{ execution, state, waitsFor: 'work', limited: false }];
    case 'wait':
    case 'retry':
      return [{ execution, state, waitsFor: 'time', limited: true }];
    case 'children':
      return [{ execution, state, waitsFor: 'branches', limited: true }];
    case 'task':
      // A task that waits for a child has a token too, which nobody is given.
      if (childArn !== undefined) return [{ execution, state, waitsFor: 'child', limited }];
      if (token !== undefined) return [{ execution, state, waitsFor: 'token', token, limited }];
      return [{ execution, state, waitsFor: 'call', limited }];
  }
};
