import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import { counterOf, type Opened } from './downloading.ts';
import { type Asset, assetItem, type Download, downloadItem } from './items.ts';

const TableName = (): string => settings.programTable();
type Item = Record<string, unknown>;

const page = async (pk: string, prefix: string | undefined, more: object = {}) =>
  table().send(
    new QueryCommand({
      TableName: TableName(),
      KeyConditionExpression: prefix ? 'PK = :pk AND begins_with(SK, :prefix)' : 'PK = :pk',
      ExpressionAttributeValues: { ':pk': pk, ...(prefix ? { ':prefix': prefix } : {}) },
      ...more,
    }),
  );

const all = async (pk: string, prefix?: string): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const found = await page(pk, prefix, { ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) });
    items.push(...(found.Items ?? []));
    from = found.LastEvaluatedKey;
  } while (from);
  return items;
};

/** Every asset, in order of their names: a program has some tens of them. */
export const listAssets = async (): Promise<readonly Asset[]> => {
  const { PK, SK } = keys.asset('');
  return (await all(PK, SK)).map((item) => assetItem.parse(item));
};

export const findAsset = async (assetId: string): Promise<Asset | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: TableName(), Key: keys.asset(assetId), ConsistentRead: true }),
  );
  return Item ? assetItem.parse(Item) : undefined;
};

/** Puts an asset where none is, or in place of the revision before it. False when that is not what is there. */
export const putAsset = async (asset: Asset): Promise<boolean> => {
  const before = { '#revision': 'revision' };
  try {
    await table().send(
      new PutCommand({
        TableName: TableName(),
        Item: { ...keys.asset(asset.assetId), ...asset },
        ...(asset.revision === 1
          ? { ConditionExpression: 'attribute_not_exists(PK)' }
          : {
              ConditionExpression: '#revision = :before',
              ExpressionAttributeNames: before,
              ExpressionAttributeValues: { ':before': asset.revision - 1 },
            }),
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

/** Records a download, counts it and tells of it, once. */
export const recordDownload = async ({ key, download, event }: Opened): Promise<void> => {
  const put = {
    TableName: TableName(),
    Item: { ...keys.download(download.assetId, key), ...download },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  const count = {
    TableName: TableName(),
    Key: keys.downloadCount(download.assetId, counterOf(download.personId)),
    UpdateExpression: 'ADD downloads :one SET #type = :type, assetId = :asset',
    ExpressionAttributeNames: { '#type': 'type' },
    ExpressionAttributeValues: { ':one': 1, ':type': 'DOWNLOAD-COUNT', ':asset': download.assetId },
  };
  await commit([{ Put: put }, { Update: count }], [putEvent(event)]);
};

/** Downloads by asset. */
export const countDownloads = async (): Promise<ReadonlyMap<string, number>> => {
  const { PK } = keys.downloadCount('', 0);
  const counts = new Map<string, number>();
  for (const { assetId, downloads } of await all(PK)) {
    counts.set(String(assetId), (counts.get(String(assetId)) ?? 0) + Number(downloads));
  }
  return counts;
};

/** A page of an asset's downloads, the newest first. */
export const listDownloads = async (
  assetId: string,
  most: number,
  from?: string,
): Promise<{ readonly downloads: readonly Download[]; readonly next: string | undefined }> => {
  const { PK } = keys.download(assetId, '');
  const found = await page(PK, undefined, {
    Limit: most,
    ScanIndexForward: false,
    ...(from ? { ExclusiveStartKey: keys.download(assetId, from) } : {}),
  });
  const downloads = (found.Items ?? []).map((item) => downloadItem.parse(item));
  return { downloads, next: found.LastEvaluatedKey && String(found.LastEvaluatedKey.SK) };
};
