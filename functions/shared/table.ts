import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';

let client: DynamoDBDocumentClient | undefined;

/** The one document client of this process. Undefined attributes are left out; nothing is converted from classes. */
export const table = (): DynamoDBDocumentClient => {
  client ??= DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return client;
};

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** True when a single conditional write met an item that forbids it. */
export const isConditionFailure = (error: unknown): error is ConditionalCheckFailedException =>
  error instanceof ConditionalCheckFailedException;

/**
 * For a cancelled transaction: which of its items failed their condition (same order as the request), or undefined
 * when the error is of another kind. A transaction that only met another one (TransactionConflict) is none of these:
 * let it go up, the caller's caller tries again.
 */
export const failedConditions = (error: unknown): readonly boolean[] | undefined => {
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const reasons = error.CancellationReasons ?? [];
  if (!reasons.some((reason) => reason.Code === 'ConditionalCheckFailed')) return undefined;
  return reasons.map((reason) => reason.Code === 'ConditionalCheckFailed');
};

export { expiry } from './expiry.ts';
