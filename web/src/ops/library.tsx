import type { OpsAsset } from '../../../functions/library/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { shelves } from '../shelves.ts';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { AddAsset, ReplaceAsset } from './library-forms.tsx';
import { ProgramLogo } from './program-logo.tsx';

export const LibraryOpsPage = () => {
  const loaded = useLoad(() => api.get<{ assets: readonly OpsAsset[] }>('/ops/library'), 'library');
  const { reload } = loaded;
  return (
    <Show of={loaded}>
      {({ assets }) => (
        <>
          <h1>Library</h1>
          <p class="lead">What partners find on their shelves. Which tier has which shelf is policy.</p>
          <div class="split">
            <div>
              {assets.some(({ assetId }) => assetId.startsWith('starter-')) ? null : <Starters reload={reload} />}
              {shelves.map(([shelf, title]) => (
                <ShelfCard
                  key={shelf}
                  title={title}
                  assets={assets.filter((one) => one.shelf === shelf)}
                  reload={reload}
                />
              ))}
            </div>
            <div>
              <AddAsset reload={reload} />
              <ProgramLogo />
            </div>
          </div>
        </>
      )}
    </Show>
  );
};

interface Reloading {
  readonly reload: () => Promise<void>;
}

/** Texts that help until the program has its own. */
const Starters = ({ reload }: Reloading) => {
  const action = useAction();
  const add = async (): Promise<void> => {
    if (await action.run(() => api.post('/ops/library-starters'))) await reload();
  };
  return (
    <Note kind="plain">
      <strong>Begin with the starter set.</strong> A sales playbook, a battle card, a case study kit, an integration
      guide and rules for both brands, as PDFs. Replace each by your own when you have it.
      <WhyNot refused={action.refused} />
      <div>
        <button type="button" disabled={action.busy} onClick={() => void add()} style={{ marginTop: '.6rem' }}>
          {action.busy ? 'Adding…' : 'Put it on the shelves'}
        </button>
      </div>
    </Note>
  );
};

const ShelfCard = ({ title, assets, reload }: { title: string; assets: readonly OpsAsset[] } & Reloading) =>
  assets.length === 0 ? null : (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      {assets.map((asset) => (
        <AssetRow key={asset.assetId} asset={asset} reload={reload} />
      ))}
    </section>
  );

const seenBy = ({ tiers, programTypes, from }: OpsAsset): string =>
  [
    tiers.length > 0 ? tiers.join(', ') : 'Tiers that have the shelf',
    ...(programTypes.length > 0 ? [`${programTypes.join(', ')} partners only`] : []),
    ...(from ? [`from ${onDay(from)}, before it early access alone`] : []),
  ].join('; ');

const AssetRow = ({ asset, reload }: { asset: OpsAsset } & Reloading) => {
  const action = useAction();
  const newest = asset.versions.at(-1);
  const turn = async (): Promise<void> => {
    const { shelf, title, summary, tiers, programTypes, from, revision } = asset;
    const state = asset.state === 'shown' ? 'retired' : 'shown';
    const said = { shelf, title, summary, tiers, programTypes, revision, state, ...(from ? { from } : {}) };
    if (await action.run(() => api.put(`/ops/library/${asset.assetId}`, said))) await reload();
  };
  return (
    <div style={{ borderTop: '1px solid var(--line)', padding: '.8rem 0' }}>
      <div class="row between">
        <strong>{asset.title}</strong>
        <Pill kind={asset.state === 'shown' ? 'done' : ''}>{asset.state === 'shown' ? 'Shown' : 'Retired'}</Pill>
      </div>
      <p style={{ margin: '.15rem 0' }}>{asset.summary}</p>
      <p class="soft small" style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {newest?.file?.name ?? newest?.url} · version {newest?.version} of {newest ? onDay(newest.at) : ''} ·{' '}
        {asset.downloads} {asset.downloads === 1 ? 'download' : 'downloads'} · {seenBy(asset)}
      </p>
      <WhyNot refused={action.refused} />
      <div class="row" style={{ marginTop: '.4rem' }}>
        <button type="button" class="link small" disabled={action.busy} onClick={() => void turn()}>
          {asset.state === 'shown' ? 'Retire' : 'Show again'} <span class="trap">{asset.title}</span>
        </button>
        <a class="small" href={`/api/ops/library/${asset.assetId}/downloads.csv`} download>
          Downloads as a sheet
        </a>
      </div>
      <ReplaceAsset asset={asset} reload={reload} />
      {asset.versions.length > 1 ? (
        <details class="small">
          <summary>All versions</summary>
          <ul class="plain">
            {asset.versions.toReversed().map((version) => (
              <li key={version.version}>
                {version.version}: {version.file?.name ?? version.url}, {at(version.at)}
                {version.note ? `. ${version.note}` : ''}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
};
