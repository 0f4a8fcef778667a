import { csvOf } from '../../shared/csv.ts';
import type { Asset, Download } from './items.ts';
import type { OpsAsset } from './routes.ts';

export const opsView = ({ type: _, ...asset }: Asset, downloads: number): OpsAsset => ({ ...asset, downloads });

export const downloadRow = ({ type: _, ...download }: Download): Omit<Download, 'type'> => download;

/** Who opened what when, for a spreadsheet: names that would be formulas there are text [39]. */
export const sheetOf = (downloads: readonly Download[]): string =>
  csvOf([
    ['When', 'Company', 'Partner', 'Person', 'Version'],
    ...downloads.map(({ at, company, partnerId, personId, version }) => [
      at,
      company,
      partnerId,
      personId,
      String(version),
    ]),
  ]);
