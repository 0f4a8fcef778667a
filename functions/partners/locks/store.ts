import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';

const TableName = () => settings.programTable();
const MINE = '(executionId = :id OR (attribute_not_exists(executionId) AND releasedBy = :id))';

/** An execution, and how often it was redriven when it changed its status: of two notices the higher count is later. */
export interface Told {
  readonly executionId: string;
  readonly redrives: number;
}

/** The lock that this execution holds, or was the last to hold. */
const lockOf = async (partnerId: string, workflow: string, executionId: string) => {
  const { PK, SK } = keys.lock(partnerId, workflow, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :locks)',
      ExpressionAttributeValues: { ':pk': PK, ':locks': SK },
      ConsistentRead: true,
    }),
  );
  const found = Items?.find((item) => item.executionId === executionId || item.releasedBy === executionId);
  return found && { Key: { PK, SK: String(found.SK) }, heldBy: found.executionId };
};

/** False when the condition does not hold: what was told is older than what is known. */
const change = async (Key: Record<string, string>, update: string, condition: string, values: object) => {
  try {
    await table().send(
      new UpdateCommand({
        TableName: TableName(),
        Key,
        UpdateExpression: update,
        ConditionExpression: condition,
        ExpressionAttributeValues: { ...values },
      }),
    );
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    return false;
  }
};

/**
 * Gives back the lock that this execution held; `finished`: for good. A late notice of an end before the last redrive
 * gives nothing back.
 */
export const releaseLock = async (
  partnerId: string,
  workflow: string,
  { executionId, redrives }: Told,
  finished: boolean,
): Promise<void> => {
  const lock = await lockOf(partnerId, workflow, executionId);
  if (!lock) return;
  const update = 'SET releasedBy = :id, redrives = :redrives';
  const values = { ':id': executionId, ':redrives': redrives };
  const condition = `${MINE} AND (attribute_not_exists(redrives) OR redrives <= :redrives)`;
  const forGood = { ...values, ':true': true };
  if (finished) await change(lock.Key, `${update}, finished = :true REMOVE executionId`, condition, forGood);
  else await change(lock.Key, `${update} REMOVE executionId`, condition, values);
};

/**
 * A redriven execution takes the lock again that it gave back. `lost`: another execution has it now. `kept`: nothing to
 * do, for this redrive is known, or has ended already, or the execution failed before it had a lock.
 */
export const retakeLock = async (
  partnerId: string,
  workflow: string,
  { executionId, redrives }: Told,
): Promise<'taken' | 'kept' | 'lost'> => {
  const lock = await lockOf(partnerId, workflow, executionId);
  if (!lock) return 'kept';
  if (lock.heldBy !== undefined && lock.heldBy !== executionId) return 'lost';
  const condition = `${MINE} AND attribute_not_exists(finished) AND (attribute_not_exists(redrives) OR redrives < :redrives)`;
  const values = { ':id': executionId, ':redrives': redrives };
  const taken = await change(lock.Key, 'SET executionId = :id, redrives = :redrives', condition, values);
  return taken ? 'taken' : 'kept';
};
