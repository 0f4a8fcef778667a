import { committing } from '../committing.ts';
import type { TransactItem } from '../table.ts';
import { type Attributes, attributes, fields } from './attributes.ts';
import { AwsError, callAws } from './aws.ts';

type Fields = Readonly<Record<string, unknown>>;

/** As the document client's inputs, for the few calls of the functions that a visitor waits for. */
export interface LightUpdate {
  readonly TableName: string;
  readonly Key: Fields;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Fields;
}

const marshalled = (input: Fields): Fields => {
  const { Key, Item, ExpressionAttributeValues, ...rest } = input;
  return {
    ...rest,
    ...(Key ? { Key: attributes({ ...Key }) } : {}),
    ...(Item ? { Item: attributes({ ...Item }) } : {}),
    ...(ExpressionAttributeValues ? { ExpressionAttributeValues: attributes({ ...ExpressionAttributeValues }) } : {}),
  };
};

export const lightGet = async (TableName: string, Key: Fields): Promise<Record<string, unknown> | undefined> => {
  const got = await callAws('dynamodb', 'GetItem', marshalled({ TableName, Key }));
  const { Item } = got as { readonly Item?: Attributes };
  return Item && fields(Item);
};

/** One page of a query. */
export const lightQuery = async (input: Fields): Promise<readonly Record<string, unknown>[]> => {
  const got = await callAws('dynamodb', 'Query', marshalled(input));
  return ((got as { readonly Items?: readonly Attributes[] }).Items ?? []).map(fields);
};

/** False when the condition failed. */
export const lightUpdate = async (update: LightUpdate): Promise<boolean> => {
  try {
    await callAws('dynamodb', 'UpdateItem', marshalled({ ...update }));
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};

/** As shared/commit.ts: facts with their own conditions, and what must follow them, in one transaction. */
export const lightCommit = committing((items: readonly TransactItem[]) =>
  callAws('dynamodb', 'TransactWriteItems', {
    TransactItems: items.map((item) =>
      Object.fromEntries(Object.entries(item).map(([kind, input]) => [kind, marshalled({ ...input })])),
    ),
  }),
);
