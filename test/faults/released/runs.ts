import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Cloud } from '../../../infra/local/cloud.ts';

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
