import { useState } from 'preact/hooks';
import type { KpisView } from '../../../functions/reviews/contract.ts';
import { api } from '../api.ts';
import { Field, Note, useAction, useLoad, WhyNot } from '../ui.tsx';

type Kpi = KpisView['kpis'][number];

/** The agreed KPIs, their targets to accept, and values to enter for who owns them. */
export const KpisPart = () => {
  const loaded = useLoad(() => api.get<KpisView>('/portal/kpis'), 'kpis');
  const accepting = useAction();
  const view = loaded.data;
  if (!view || view.kpis.length === 0) return null;
  const accept = async (): Promise<void> => {
    if (await accepting.run(() => api.post('/portal/kpis/acceptance', {}))) await loaded.reload();
  };
  return (
    <section class="card" aria-labelledby="kpis">
      <h2 id="kpis">KPIs</h2>
      {view.waitsFor === 'partner' ? (
        <Note kind="warn">
          Targets have been set. <WhyNot refused={accepting.refused} />
          <button type="button" class="small" disabled={accepting.busy} onClick={() => void accept()}>
            Accept the targets
          </button>
        </Note>
      ) : null}
      <ul class="plain">
        {view.kpis.map((kpi) => (
          <li key={kpi.number}>
            <strong>{kpi.name}</strong>
            <p class="soft small">{measured(kpi)}</p>
            {kpi.measure === 'entered' &&
            view.owners.some(({ personId, side }) => personId === kpi.owner && side === 'partner') ? (
              <Enter kpi={kpi} path={`/portal/kpis/${kpi.number}/values`} reload={loaded.reload} />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
};

export const measured = (kpi: Kpi): string => {
  if (kpi.measure === undefined) return 'Nobody has set how it is measured.';
  const last = kpi.entries.at(-1);
  const by = kpi.measure === 'entered' ? `Entered each month by ${kpi.ownerName ?? 'its owner'}` : 'Computed';
  return `${by}, target ${kpi.target} a quarter${last ? `. Last: ${last.value} for ${last.month}` : ''}.`;
};

export const Enter = ({ kpi, path, reload }: { kpi: Kpi; path: string; reload: () => Promise<void> }) => {
  const [month, setMonth] = useState('');
  const [value, setValue] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => api.post(path, { month, value: Number(value) })))) return;
    setValue('');
    await reload();
  };
  return (
    <details>
      <summary>Enter a value for {kpi.name}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Month" hint="Like 2027-03" error={action.refused?.fields.month}>
          {(ids) => (
            <input
              {...ids}
              required
              pattern="20\d\d-(0[1-9]|1[0-2])"
              value={month}
              onInput={(e) => setMonth(e.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Value" error={action.refused?.fields.value}>
          {(ids) => (
            <input
              {...ids}
              required
              type="number"
              min="0"
              step="1"
              value={value}
              onInput={(e) => setValue(e.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="small" disabled={action.busy}>
          Enter
        </button>
      </form>
    </details>
  );
};
