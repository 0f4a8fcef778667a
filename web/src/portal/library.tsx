import type { LibraryView } from '../../../functions/library/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { shelves } from '../shelves.ts';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { follow, sizeOf } from '../upload.tsx';
import { Brand } from './brand.tsx';

type Shown = LibraryView['assets'][number];

export const LibraryPage = () => {
  const loaded = useLoad(() => api.get<LibraryView>('/portal/library'), 'library');
  return (
    <Show of={loaded}>
      {(view) => (
        <>
          <h1>Library</h1>
          <p class="lead">What helps you sell, present and integrate, always in its newest version.</p>
          {view.assets.length === 0 ? (
            <Note kind="plain">Nothing is on your shelves yet. We are filling them.</Note>
          ) : null}
          <div class="split">
            <div>
              {shelves.map(([shelf, title]) => {
                const assets = view.assets.filter((asset) => asset.shelf === shelf);
                return assets.length > 0 ? <ShelfCard key={shelf} title={title} assets={assets} /> : null;
              })}
              <Brand />
            </div>
            <Locked view={view} />
          </div>
        </>
      )}
    </Show>
  );
};

const ShelfCard = ({ title, assets }: { title: string; assets: readonly Shown[] }) => (
  <section class="card" aria-label={title}>
    <h2>{title}</h2>
    {assets.map((asset) => (
      <AssetRow key={asset.assetId} asset={asset} />
    ))}
  </section>
);

const kindOf = ({ file, host }: Shown): string =>
  file ? `${file.name.split('.').at(-1)?.toUpperCase()}, ${sizeOf(file.bytes)}` : `On ${host ?? 'another site'}`;

const AssetRow = ({ asset }: { asset: Shown }) => {
  const action = useAction();
  const open = (): Promise<boolean> =>
    action.run(async () => {
      const { url } = await api.post<{ url: string }>(`/portal/library/${asset.assetId}/downloads`);
      follow(url, asset.file === undefined);
    });
  return (
    <div class="shelved">
      <div>
        <strong>{asset.title}</strong>{' '}
        {asset.earlyUntil ? <Pill kind="good">early access until {onDay(asset.earlyUntil)}</Pill> : null}
        <p style={{ margin: '.15rem 0' }}>{asset.summary}</p>
        <p class="soft small" style={{ margin: 0 }}>
          {kindOf(asset)} · version {asset.version} of {onDay(asset.updatedAt)}
          {asset.note ? ` · ${asset.note}` : ''}
        </p>
        <WhyNot refused={action.refused} />
      </div>
      <button type="button" class="quiet" disabled={action.busy} onClick={() => void open()}>
        {asset.file ? 'Download' : 'Open'} <span class="trap">{asset.title}</span>
      </button>
    </div>
  );
};

const Locked = ({ view }: { view: LibraryView }) => (
  <aside class="card" aria-labelledby="locked">
    <h2 id="locked">With a higher tier</h2>
    {view.locked.length === 0 ? <p class="soft">Your tier, {view.tier}, opens everything there is.</p> : null}
    {view.locked.map(({ tier, title, summary }) => (
      <div key={`${tier} ${title}`} style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
        <div class="row between">
          <strong>{title}</strong>
          <Pill>{tier}</Pill>
        </div>
        <div class="soft small">{summary}</div>
      </div>
    ))}
  </aside>
);
