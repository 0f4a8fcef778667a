import type { Resource } from '../service.ts';
import { type Fields, isFields, optionalList, optionalText, text } from '../template/values.ts';
import { type DynamoConnection, DynamoError } from './connection.ts';

export interface Table {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly keys: readonly string[];
  /** Name of the TTL attribute (epoch seconds). */
  readonly ttl: string | undefined;
  readonly streamed: boolean;
  readonly resource: Resource;
}

export function readTable(resource: Resource): Table {
  const { properties } = resource;
  const ttl = isFields(properties.TimeToLiveSpecification) ? properties.TimeToLiveSpecification : {};
  return {
    name: resource.ref,
    arn: resource.arn ?? '',
    streamArn: `${resource.arn}/stream/2020-01-01T00:00:00.000`,
    keys: optionalList(properties.KeySchema).map((key) => text(isFields(key) ? key.AttributeName : key, resource.ref)),
    ttl: ttl.Enabled === true || ttl.Enabled === 'true' ? optionalText(ttl.AttributeName) : undefined,
    streamed: isFields(properties.StreamSpecification),
    resource,
  };
}

/** Makes the table as its template says, unless it is there from the last run. */
export async function createTable(wire: DynamoConnection, table: Table): Promise<void> {
  try {
    await wire.call('CreateTable', createRequest(table));
  } catch (error) {
    if (error instanceof DynamoError && error.name === 'ResourceInUseException') return;
    throw error;
  }
}

/** The request that makes the table. */
export function createRequest(table: Table): Fields {
  const { properties } = table.resource;
  const stream = isFields(properties.StreamSpecification) ? properties.StreamSpecification : undefined;
  const indexes = optionalList(properties.GlobalSecondaryIndexes).map((index) => {
    if (!isFields(index)) throw new Error(`${table.name}: an index is not an object.`);
    return { IndexName: index.IndexName, KeySchema: index.KeySchema, Projection: index.Projection };
  });
  return {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(stream
      ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES' } }
      : {}),
  };
}
