import { conflict, Problem } from '../../shared/problem.ts';
import type { FileItem } from '../items.ts';
import { type Asset, type AssetVersion, type Described, type KeptFile, MOST_VERSIONS } from './items.ts';

type Source = { readonly file: KeptFile } | { readonly url: string };
interface Made {
  readonly source: Source;
  readonly note: string | undefined;
  readonly at: string;
  readonly by: string;
}

/** What is kept of a file that is kept; a sentence about one that is not is thrown by who asks. */
export const keptFileOf = ({ fileId, name, contentType, bytes, sha256 = '' }: FileItem): KeptFile => ({
  ...{ fileId, name, contentType, bytes, sha256 },
});

const versionOf = (version: number, { source, note, at, by }: Made): AssetVersion => ({
  version,
  ...source,
  ...(note === undefined ? {} : { note }),
  at,
  by,
});

export const newAsset = (assetId: string, said: Described, made: Made): Asset => ({
  type: 'ASSET',
  assetId,
  ...said,
  state: 'shown',
  versions: [versionOf(1, made)],
  createdAt: made.at,
  revision: 1,
});

const sameSource = (version: AssetVersion | undefined, source: Source): boolean =>
  'file' in source ? version?.file?.fileId === source.file.fileId : version?.url === source.url;

/** The same asset asked for again is the one that is there; another one under its name is refused [Z4]. */
export const sameAsset = (there: Asset, said: Described, source: Source): Asset => {
  const same = there.title === said.title && there.shelf === said.shelf && sameSource(there.versions[0], source);
  if (same) return there;
  throw conflict('There is an asset with this name. Replace its file, or choose another name.');
};

/** Throws where somebody else changed it since. */
const onto = (asset: Asset, revision: number): Asset => {
  if (asset.revision === revision) return asset;
  throw conflict('Somebody else has changed this asset since. Load the page again.');
};

/** The next version; undefined when the newest is this one already. */
export const replaced = (asset: Asset, revision: number, made: Made): Asset | undefined => {
  const newest = asset.versions.at(-1);
  if (sameSource(newest, made.source)) return undefined;
  const { versions } = onto(asset, revision);
  if (versions.length >= MOST_VERSIONS) {
    throw new Problem(
      422,
      'invalid-input',
      `An asset has at most ${MOST_VERSIONS} versions. Retire it, and add another.`,
    );
  }
  const next = versionOf((newest?.version ?? 0) + 1, made);
  return { ...asset, versions: [...versions, next], revision: revision + 1 };
};

type Change = Described & Pick<Asset, 'state'>;

/** What is said of it from now on; undefined when nothing changes. */
export const changed = (asset: Asset, revision: number, said: Change): Asset | undefined => {
  const { shelf, title, summary, tiers, programTypes, state, from } = asset;
  const now = { shelf, title, summary, tiers, programTypes, state, from };
  const wanted = { ...now, ...said, from: said.from };
  if (JSON.stringify(now) === JSON.stringify(wanted)) return undefined;
  const { from: _, ...kept } = onto(asset, revision);
  const { from: since, ...rest } = wanted;
  return { ...kept, ...rest, ...(since === undefined ? {} : { from: since }), revision: revision + 1 };
};
