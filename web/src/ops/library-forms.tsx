import { useState } from 'preact/hooks';
import type { OpsAsset } from '../../../functions/library/contract.ts';
import { type PartnerTier, partnerTier, type Shelf } from '../../../functions/policy/contract.ts';
import { api } from '../api.ts';
import { shelves } from '../shelves.ts';
import { Field, useAction, WhyNot } from '../ui.tsx';
import { FileField, upload } from '../upload.tsx';

const ACCEPT = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.csv,.txt';

/** A file or an address: whichever was given. */
interface Source {
  readonly file: File | undefined;
  readonly url: string;
}
const NONE: Source = { file: undefined, url: '' };

const sourceOf = async ({ file, url }: Source): Promise<{ fileId: string } | { url: string }> =>
  file ? { fileId: (await upload(file, 'asset')).fileId } : { url };

const SourceFields = (props: {
  source: Source;
  set: (source: Source) => void;
  fields: Readonly<Record<string, string>>;
}) => (
  <>
    <FileField
      label="File"
      hint="PDF, picture, Office document or text, up to 25 MB"
      accept={ACCEPT}
      optional={props.source.url !== ''}
      error={props.fields.fileId}
      chosen={(file) => props.set({ ...props.source, file })}
    />
    <Field label="Or an address" hint="https, for a demo environment" error={props.fields.url}>
      {(ids) => (
        <input
          {...ids}
          type="url"
          maxLength={500}
          disabled={props.source.file !== undefined}
          value={props.source.url}
          onInput={(event) => props.set({ ...props.source, url: event.currentTarget.value })}
        />
      )}
    </Field>
  </>
);

/** `Sales playbook 2027` -> `sales-playbook-2027` */
const idOf = (title: string): string =>
  title
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);

const empty = { title: '', summary: '' };

export const AddAsset = ({ reload }: { reload: () => Promise<void> }) => {
  const [shelf, setShelf] = useState<Shelf>('sales-playbook');
  const [texts, setTexts] = useState(empty);
  const [tiers, setTiers] = useState<readonly PartnerTier[]>([]);
  const [from, setFrom] = useState('');
  const [source, setSource] = useState(NONE);
  const [round, setRound] = useState(0);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = { assetId: idOf(texts.title), shelf, ...texts, tiers, ...(from ? { from } : {}) };
    if (!(await action.run(async () => api.post('/ops/library', { ...said, ...(await sourceOf(source)) })))) return;
    setTexts(empty);
    setTiers([]);
    setFrom('');
    setSource(NONE);
    setRound(round + 1);
    await reload();
  };
  const turn = (tier: PartnerTier): void =>
    setTiers(tiers.includes(tier) ? tiers.filter((one) => one !== tier) : [...tiers, tier]);
  return (
    <form class="card" key={round} onSubmit={(event) => void submit(event)}>
      <h2>Add an asset</h2>
      <Field label="Shelf">
        {(ids) => (
          <select {...ids} value={shelf} onChange={(event) => setShelf(event.currentTarget.value as Shelf)}>
            {shelves.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Title" error={fields.title ?? fields.assetId}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={100}
            value={texts.title}
            onInput={(event) => setTexts({ ...texts, title: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label="What it is good for" error={fields.summary}>
        {(ids) => (
          <textarea
            {...ids}
            required
            maxLength={400}
            value={texts.summary}
            onInput={(event) => setTexts({ ...texts, summary: event.currentTarget.value })}
          />
        )}
      </Field>
      <SourceFields source={source} set={setSource} fields={fields} />
      <details>
        <summary>Only for some tiers</summary>
        <p class="soft small">Without a choice, every tier sees it that has the shelf.</p>
        {partnerTier.options.map((tier) => (
          <label key={tier} class="tick">
            <input type="checkbox" checked={tiers.includes(tier)} onChange={() => turn(tier)} /> {tier}
          </label>
        ))}
      </details>
      <Field
        label="For everybody from"
        hint="Optional. Until that day it is for tiers with early access alone"
        error={fields.from}
      >
        {(ids) => <input {...ids} type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        {action.busy ? 'Adding…' : 'Add it'}
      </button>
    </form>
  );
};

export const ReplaceAsset = ({ asset, reload }: { asset: OpsAsset; reload: () => Promise<void> }) => {
  const [source, setSource] = useState(NONE);
  const [note, setNote] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const more = { revision: asset.revision, ...(note.trim() ? { note } : {}) };
    const path = `/ops/library/${asset.assetId}/versions`;
    if (!(await action.run(async () => api.post(path, { ...(await sourceOf(source)), ...more })))) return;
    setSource(NONE);
    setNote('');
    await reload();
  };
  return (
    <details class="small">
      <summary>Replace by a new version</summary>
      <form onSubmit={(event) => void submit(event)}>
        <SourceFields source={source} set={setSource} fields={action.refused?.fields ?? {}} />
        <Field label="What is new" hint="Optional; partners see it">
          {(ids) => (
            <input {...ids} maxLength={400} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          {action.busy ? 'Replacing…' : 'Replace it'}
        </button>
      </form>
    </details>
  );
};
