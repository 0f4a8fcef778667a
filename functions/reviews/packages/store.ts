import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expiry } from '../../shared/expiry.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { type TransactItem, table } from '../../shared/table.ts';
import type { Measured } from '../figures/figure.ts';
import { type Entry, entriesItem, type Package, packageItem } from '../items.ts';

const TableName = () => settings.programTable();
/** An entry has some 150 bytes; an item takes 400 KB. */
export const CHUNK = 500;
const AT_ONCE = 10;
const DAY_MS = 86_400_000;
const PICTURES_KEPT_MS = 400 * DAY_MS;

interface Of {
  readonly partnerId: string;
  readonly quarter: string;
  readonly version: number;
}

const chunksOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] =>
  Array.from({ length: Math.ceil(entries.length / CHUNK) }, (_, chunk) =>
    entries.slice(chunk * CHUNK, (chunk + 1) * CHUNK),
  );

/**
 * Writes what stands behind the numbers, in chunks: only their keys go on through the workflow [fault 18]. The same package
 * made again is the same items.
 */
export const saveEntries = async (
  { partnerId, quarter, version }: Of,
  measured: readonly Measured[],
): Promise<void> => {
  const items = measured.flatMap(({ figure, entries }) =>
    chunksOf(entries).map((some, chunk) => ({
      ...keys.reviewEntries(partnerId, quarter, version, figure.id, chunk),
      type: 'REVIEW-ENTRIES',
      entries: some,
    })),
  );
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE);
    await Promise.all(some.map((Item) => table().send(new PutCommand({ TableName: TableName(), Item }))));
  }
};

export const savePicture = async (picture: string, bytes: Uint8Array, now: Date): Promise<void> => {
  const Item = {
    ...keys.picture(picture),
    type: 'PICTURE',
    picture,
    bytes,
    expiresAt: expiry(now.getTime(), PICTURES_KEPT_MS),
  };
  await table().send(new PutCommand({ TableName: TableName(), Item }));
};

/** Goes with the review's own write: the package is there when the review says so. */
export const putPackage = (made: Package): TransactItem => ({
  Put: {
    TableName: TableName(),
    Item: { ...keys.reviewPackage(made.partnerId, made.quarter, made.version), ...made },
  },
});

export const readPackage = async ({ partnerId, quarter, version }: Of): Promise<Package | undefined> => {
  if (version === 0) return undefined;
  const Key = keys.reviewPackage(partnerId, quarter, version);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? packageItem.parse(Item) : undefined;
};

/** The entries behind a number, a chunk at a time; `next` where there are more. */
export const readEntries = async (
  { partnerId, quarter, version }: Of,
  figure: string,
  chunk: number,
): Promise<{ readonly entries: readonly Entry[]; readonly next?: number }> => {
  const Key = keys.reviewEntries(partnerId, quarter, version, figure, chunk);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  const entries = Item ? entriesItem.parse(Item).entries : [];
  return { entries, ...(entries.length === CHUNK ? { next: chunk + 1 } : {}) };
};
