import type { Permission } from '../service.ts';
import { type Fields, isFields, optionalList } from '../template/values.ts';

/** Which grants a call to DynamoDB needs. Transactions and batches need the grant of each of their items' actions. */
export interface Naming {
  readonly tableArn: (nameOrArn: string) => string;
}

const TRANSACTION: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const STREAM_ACTIONS = new Set(['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams']);

const actions = new Map<string, string>();

/** The same text each time, so that whoever looks it up need not read it again. */
function actionOf(verb: string): string {
  let action = actions.get(verb);
  if (action === undefined) {
    action = `dynamodb:${verb}`;
    actions.set(verb, action);
  }
  return action;
}

export function permissionsFor(action: string, body: Fields, naming: Naming): readonly Permission[] {
  const on = (verb: string, table: unknown): Permission => ({
    action: actionOf(verb),
    resource: naming.tableArn(String(table)),
  });
  switch (action) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return optionalList(body.TransactItems).flatMap((item) =>
        Object.entries(isFields(item) ? item : {}).map(([kind, one]) =>
          on(TRANSACTION[kind] ?? kind, isFields(one) ? one.TableName : undefined),
        ),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(isFields(body.RequestItems) ? body.RequestItems : {}).map((table) => on(action, table));
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }];
    case 'Query':
    case 'Scan': {
      const table = on(action, body.TableName);
      return typeof body.IndexName === 'string'
        ? [{ ...table, resource: `${table.resource}/index/${body.IndexName}` }]
        : [table];
    }
    default:
      if (STREAM_ACTIONS.has(action))
        return [{ action: `dynamodb:${action}`, resource: String(body.StreamArn ?? '*') }];
      return [on(action, body.TableName)];
  }
}

/** One item that a call writes. */
export interface Written {
  readonly kind: 'put' | 'update' | 'delete';
  readonly table: string;
  /** The whole item of a put, the key of the others. */
  readonly item: Fields;
  /** Of an update: its expression and names, to see which attributes it touches. */
  readonly touches?: string;
}

/** Every item the call writes, by table name. */
export function writesOf(action: string, body: Fields, tableName: (nameOrArn: string) => string): readonly Written[] {
  const written = (verb: string, one: Fields): readonly Written[] => {
    const table = tableName(String(one.TableName));
    if (verb === 'PutItem' && isFields(one.Item)) return [{ kind: 'put', table, item: one.Item }];
    if (verb === 'DeleteItem' && isFields(one.Key)) return [{ kind: 'delete', table, item: one.Key }];
    if (verb !== 'UpdateItem' || !isFields(one.Key)) return [];
    const names = isFields(one.ExpressionAttributeNames) ? Object.values(one.ExpressionAttributeNames).join(' ') : '';
    return [{ kind: 'update', table, item: one.Key, touches: `${String(one.UpdateExpression ?? '')} ${names}` }];
  };
  if (action === 'TransactWriteItems') {
    return optionalList(body.TransactItems).flatMap((item) =>
      Object.entries(isFields(item) ? item : {}).flatMap(([kind, one]) =>
        isFields(one) ? written(TRANSACTION[kind] ?? kind, one) : [],
      ),
    );
  }
  if (action === 'BatchWriteItem') {
    return Object.entries(isFields(body.RequestItems) ? body.RequestItems : {}).flatMap(([TableName, requests]) =>
      optionalList(requests).flatMap((request) => {
        if (!isFields(request)) return [];
        if (isFields(request.PutRequest)) return written('PutItem', { TableName, ...request.PutRequest });
        return isFields(request.DeleteRequest) ? written('DeleteItem', { TableName, ...request.DeleteRequest }) : [];
      }),
    );
  }
  return written(action, body);
}
