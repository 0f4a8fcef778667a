import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../shared/commit.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { keys } from '../shared/keys.ts';
import { putEvent } from '../shared/outbox.ts';
import { settings } from '../shared/settings.ts';
import { expiry, table } from '../shared/table.ts';
import { PROGRAM } from '../tasks/contract.ts';
import { type FileItem, fileItem } from './contract.ts';

const TableName = (): string => settings.programTable();
/** A form that was never used is forgotten, as S3 forgets what nobody looked at. */
const WAITS_MS = 2 * 86_400_000;

export const addFile = async (file: FileItem): Promise<void> => {
  const { partnerId, fileId, startedAt } = file;
  await table().send(
    new PutCommand({
      TableName: TableName(),
      Item: { ...keys.file(partnerId, fileId), ...file, expiresAt: expiry(Date.parse(startedAt), WAITS_MS) },
      ConditionExpression: 'attribute_not_exists(PK)',
    }),
  );
};

export const findFile = async (partnerId: string, fileId: string): Promise<FileItem | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.file(partnerId, fileId), ConsistentRead: true }),
  );
  return Item ? fileItem.parse(Item) : undefined;
};

/** A file of the program itself. */
export const findProgramFile = (fileId: string): Promise<FileItem | undefined> => findFile(PROGRAM, fileId);

/** A file that was made here is kept from the beginning; the same one is kept once. */
export const addKept = async (file: FileItem, event: ProgramEvent): Promise<void> => {
  const put = {
    TableName: TableName(),
    Item: { ...keys.file(file.partnerId, file.fileId), ...file },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  await commit([{ Put: put }], [putEvent(event)]);
};

/** A file was looked at: once. A repeat finds it looked at and changes nothing. What is kept stays. */
export const settleFile = async (file: FileItem, event: ProgramEvent): Promise<void> => {
  const { partnerId, fileId, state, startedAt } = file;
  const forgotten = state === 'refused' ? { expiresAt: expiry(Date.parse(startedAt), 15 * WAITS_MS) } : {};
  const put = {
    TableName: TableName(),
    Item: { ...keys.file(partnerId, fileId), ...file, ...forgotten },
    ConditionExpression: '#state = :waiting',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':waiting': 'waiting' },
  };
  await commit([{ Put: put }], [putEvent(event)]);
};
