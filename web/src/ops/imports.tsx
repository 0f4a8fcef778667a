import { useState } from 'preact/hooks';
import type { ImportView } from '../../../functions/integrations/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { download } from '../download.ts';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { ImportReport } from './import-report.tsx';

const tools = [
  ['partnerstack', 'PartnerStack'],
  ['rewardful', 'Rewardful'],
  ['firstpromoter', 'FirstPromoter'],
  ['dub', 'Dub'],
] as const;
const toolName = (tool: string): string => tools.find(([id]) => id === tool)?.[1] ?? tool;
const kinds = ['partners', 'links', 'customers', 'commissions'] as const;
const MOST_BYTES = 4_194_304;

/** Import from other tools [B18], and everything out. */
export const ImportsPage = () => {
  const loaded = useLoad(() => api.get<{ imports: ImportView[] }>('/ops/imports'), 'imports');
  const [shown, setShown] = useState<ImportView>();
  const action = useAction();
  const show = async (view: ImportView): Promise<void> => {
    setShown(view);
    await loaded.reload();
  };
  const look = (importId: string) =>
    void action.run(async () => setShown(await api.get<ImportView>(`/ops/imports/${importId}`)));
  return (
    <>
      <h1>Import and export</h1>
      <Upload show={show} />
      {shown ? <Shown key={shown.importId} view={shown} show={show} /> : null}
      <Show of={loaded}>{({ imports }) => <Earlier imports={imports} show={look} />}</Show>
      <WhyNot refused={action.refused} />
      <Export />
    </>
  );
};

const emptyForm = { tool: 'partnerstack', kind: 'partners', dates: '', currency: '', amounts: '', country: '' };

/** The text of a file, as UTF-8 or not at all. */
const textOf = async (file: File): Promise<string> => {
  if (file.size > MOST_BYTES)
    throw new RangeError('The file has more than 4 MB. Cut it in parts, each with the header.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new RangeError('The file is not text in UTF-8. Export it as CSV (UTF-8) or JSON.');
  }
};

const Upload = ({ show }: { show: (view: ImportView) => Promise<void> }) => {
  const [texts, setTexts] = useState(emptyForm);
  const [file, setFile] = useState<File>();
  const [letters, setLetters] = useState(false);
  const [wrong, setWrong] = useState('');
  const action = useAction();
  const bind = (name: keyof typeof emptyForm) => ({
    value: texts[name],
    onInput: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [name]: event.currentTarget.value }),
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    const { tool, kind, ...told } = texts;
    const given = Object.entries(told).filter(([, value]) => value !== '');
    const options = { ...Object.fromEntries(given), ...(kind === 'partners' ? { letters } : {}) };
    const text = await textOf(file).catch((error: Error) => setWrong(error.message));
    if (text === undefined) return;
    setWrong('');
    await action.run(async () => show(await api.post<ImportView>('/ops/imports', { tool, kind, options, text })));
  };
  const fields = action.refused?.fields ?? {};
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Import</h2>
      <p class="soft">
        A file that another tool has exported. First it is only read: nothing happens before you start it.
      </p>
      <Field label="From">
        {(ids) => (
          <select {...ids} {...bind('tool')}>
            {tools.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="What is in it" hint="Partners first, then what belongs to them; another order works too">
        {(ids) => (
          <select {...ids} {...bind('kind')}>
            {kinds.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        )}
      </Field>
      <Field label="File" hint="CSV or JSON, up to 4 MB" error={wrong || fields.text}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,.json,.tsv,.txt"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {texts.kind === 'links' ? null : (
        <Field label="Dates like 05/06/2026" hint="are never guessed" error={fields['options.dates']}>
          {(ids) => (
            <select {...ids} {...bind('dates')}>
              <option value="">as the file itself shows, by a day above 12</option>
              <option value="day-first">day first: 5 June</option>
              <option value="month-first">month first: 6 May</option>
            </select>
          )}
        </Field>
      )}
      {texts.kind === 'commissions' ? (
        <>
          <Field label="Currency" hint="of amounts that have none, like USD" error={fields['options.currency']}>
            {(ids) => <input {...ids} {...bind('currency')} maxLength={3} />}
          </Field>
          <Field label="Amounts are written as">
            {(ids) => (
              <select {...ids} {...bind('amounts')}>
                <option value="">usual: 12.30 in CSV, 1230 in JSON</option>
                <option value="decimal">12.30</option>
                <option value="minor">1230 (cents)</option>
              </select>
            )}
          </Field>
        </>
      ) : null}
      {texts.kind === 'partners' ? (
        <>
          <label class="tick">
            <input type="checkbox" checked={letters} onChange={(event) => setLetters(event.currentTarget.checked)} />
            Ask each new contact by letter to confirm
          </label>
          {letters ? (
            <Field label="Country" hint="of those that tell none, like DE" error={fields['options.country']}>
              {(ids) => <input {...ids} {...bind('country')} maxLength={2} />}
            </Field>
          ) : null}
        </>
      ) : null}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy} style={{ marginTop: '.8rem' }}>
        {action.busy ? 'Reading…' : 'Read it'}
      </button>
    </form>
  );
};

const Shown = ({ view, show }: { view: ImportView; show: (view: ImportView) => Promise<void> }) => {
  const action = useAction();
  const begin = () => action.run(async () => show(await api.post<ImportView>(`/ops/imports/${view.importId}/start`)));
  const look = () => action.run(async () => show(await api.get<ImportView>(`/ops/imports/${view.importId}`)));
  return (
    <section class="card" aria-labelledby="report">
      <h2 id="report">
        {toolName(view.tool)}, {view.kind}
      </h2>
      <ImportReport view={view} />
      <WhyNot refused={action.refused} />
      {view.state === 'started' ? <Note kind="plain">It is being brought.</Note> : null}
      {view.state === 'done' ? (
        <Note kind="good">Done. What waits follows by itself, once its partner is here and has accepted.</Note>
      ) : (
        <button
          type="button"
          disabled={action.busy || view.report.read === 0}
          style={{ marginTop: '.8rem' }}
          onClick={() => void (view.state === 'ready' ? begin() : look())}
        >
          {view.state === 'ready' ? 'Start' : 'Look again'}
        </button>
      )}
    </section>
  );
};

const stateWords = { ready: 'read', started: 'running', done: 'done' } as const;

const Earlier = ({ imports, show }: { imports: readonly ImportView[]; show: (importId: string) => void }) =>
  imports.length === 0 ? null : (
    <section class="card" aria-labelledby="earlier">
      <h2 id="earlier">Imports so far</h2>
      <ul>
        {imports.map((view) => (
          <li key={view.importId}>
            <button type="button" class="link" onClick={() => show(view.importId)}>
              {toolName(view.tool)}, {view.kind}
            </button>{' '}
            <span class="soft small">
              {view.report.read} rows, {at(view.createdAt)}
            </span>{' '}
            <Pill kind={view.state === 'done' ? 'done' : 'now'}>{stateWords[view.state]}</Pill>
          </li>
        ))}
      </ul>
    </section>
  );

const files = [
  ['/ops/export-sheet?sheet=balances', 'balances.csv', 'Balances'],
  ['/ops/export-sheet?sheet=commissions', 'commissions.csv', 'Commissions'],
  ...(['claims', 'facts', 'pages', 'partners', 'links', 'policy'] as const).map(
    (part) => [`/ops/export?part=${part}`, `${part}.ndjson`, `Everything: ${part}`] as const,
  ),
] as const;

const Export = () => {
  const action = useAction();
  return (
    <section class="card" aria-labelledby="export">
      <h2 id="export">Export</h2>
      <p class="soft">
        Balances and commissions for a spreadsheet; or everything as it lies in the books, a JSON object a line, from
        which each balance can be rebuilt. Only the partners' part has addresses.
      </p>
      <div class="row">
        {files.map(([path, name, label]) => (
          <button
            key={name}
            type="button"
            class="quiet"
            disabled={action.busy}
            onClick={() => void action.run(() => download(path, name))}
          >
            {label} ({name.split('.')[1]})
          </button>
        ))}
      </div>
      <WhyNot refused={action.refused} />
    </section>
  );
};
