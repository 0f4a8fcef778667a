import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Import, KeptRow } from '../../functions/integrations/import/items.ts';
import { noCounts } from '../../functions/integrations/import/reporting.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';

/** Writes an item of the Program table as it is. */
export const putProgramItem = async (cloud: Cloud, Item: Record<string, unknown>): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig()), {
    marshallOptions: { removeUndefinedValues: true },
  });
  await client.send(new PutCommand({ TableName: 'tandem-local-program', Item }));
};

/** An upload that was read, as the ops page leaves it: its chunks and its dry run. */
export const keepUpload = async (
  cloud: Cloud,
  given: Pick<Import, 'importId' | 'kind'> & Partial<Import>,
  chunks: readonly (readonly KeptRow[])[],
): Promise<void> => {
  const read = chunks.flat().length;
  const report: Import['report'] = {
    format: 'csv',
    records: read,
    read,
    refused: 0,
    unknownColumns: [],
    missingColumns: [],
    counts: noCounts,
    letters: 0,
    sums: [],
    rows: [],
  };
  const item: Import = {
    type: 'IMPORT',
    tool: 'dub',
    options: { letters: false, programType: 'affiliate' },
    state: 'ready',
    chunks: chunks.length,
    report,
    createdAt: new Date(cloud.clock.now()).toISOString(),
    createdBy: 'noor',
    ...given,
  };
  for (const [index, rows] of chunks.entries()) {
    await putProgramItem(cloud, { ...keys.importChunk(given.importId, index + 1), type: 'CHUNK', rows });
  }
  await putProgramItem(cloud, { ...keys.import(given.importId), ...item });
};
