import type { ProgramEvent } from '../../shared/event.ts';
import type { Asset, AssetVersion, Download } from './items.ts';

/** So many counters add up to an asset's downloads: people who come at once do not wait for each other. */
export const COUNTERS = 8;

export const counterOf = (personId: string): number =>
  [...personId].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % COUNTERS, 0);

/** The stretch of time that one link covers, as its begin. */
const windowOf = (now: Date, seconds: number): string => {
  const ms = seconds * 1000;
  return new Date(Math.floor(now.getTime() / ms) * ms).toISOString();
};

export interface Opened {
  /** Names the download: a person who clicks twice downloads once. */
  readonly key: string;
  readonly download: Download;
  readonly event: ProgramEvent;
}

/** A partner opens the newest version: what is recorded of it, and what its timeline tells [O8]. */
export const opened = (
  asset: Asset,
  { version }: AssetVersion,
  who: { readonly partnerId: string; readonly run: number; readonly personId: string; readonly company: string },
  now: Date,
  seconds: number,
): Opened => {
  const at = now.toISOString();
  const { partnerId, run, personId, company } = who;
  const key = `${windowOf(now, seconds)}#${personId}#${version}`;
  return {
    key,
    download: { type: 'DOWNLOAD', assetId: asset.assetId, version, partnerId, personId, company, at },
    event: {
      id: `${partnerId}/${run}/asset/${asset.assetId}/${version}/${personId}/${windowOf(now, seconds)}`,
      name: 'asset-downloaded.v1',
      occurredAt: at,
      recordedAt: at,
      partnerId,
      run,
      data: { assetId: asset.assetId, title: asset.title, version, by: personId },
    },
  };
};
