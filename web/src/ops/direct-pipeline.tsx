import { useState } from 'preact/hooks';
import type { DirectReport, DirectRow } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

interface Opportunities {
  readonly opportunities: readonly DirectRow[];
  readonly cursor?: string;
}

/** Our own pipeline: what the CRM has told, and its import from CSV. */
export const DirectPipeline = () => {
  const [cursor, setCursor] = useState('');
  const loaded = useLoad(
    () => api.get<Opportunities>(`/ops/direct-pipeline${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
    `direct ${cursor}`,
  );
  return (
    <>
      <Import reload={loaded.reload} />
      <Show of={loaded}>
        {({ opportunities, cursor: next }) => (
          <section class="card" aria-labelledby="open">
            <h2 id="open">Open opportunities</h2>
            {opportunities.length === 0 ? <p class="soft">The CRM has told of none.</p> : null}
            {opportunities.length > 0 ? (
              <div class="scroll">
                <table>
                  <thead>
                    <tr>
                      <th>Opportunity</th>
                      <th>Company</th>
                      <th>Opened</th>
                      <th>Told</th>
                    </tr>
                  </thead>
                  <tbody>
                    {opportunities.map((one) => (
                      <tr key={one.opportunityId}>
                        <td class="break">{one.opportunityId}</td>
                        <td class="break">{one.name ?? ''}</td>
                        <td>{onDay(one.openedAt)}</td>
                        <td>
                          {at(one.updatedAt)} <Pill>{one.source}</Pill>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ) : null}
            {next ? (
              <button type="button" class="quiet" onClick={() => setCursor(next)}>
                More
              </button>
            ) : null}
          </section>
        )}
      </Show>
    </>
  );
};

const Import = ({ reload }: { reload: () => Promise<void> }) => {
  const [text, setText] = useState('');
  const [report, setReport] = useState<DirectReport>();
  const action = useAction();
  const send = (confirm?: string) =>
    action.run(async () => {
      setReport(await api.post<DirectReport>('/ops/direct-pipeline', { text, ...(confirm ? { confirm } : {}) }));
      if (confirm) await reload();
    });
  const choose = async (file: File | undefined): Promise<void> => {
    setReport(undefined);
    setText(file ? await file.text() : '');
  };
  return (
    <section class="card" aria-labelledby="import">
      <h2 id="import">Import from CSV</h2>
      <p class="soft">
        An export of the CRM with the columns id, domain, opened at; and where there are, name, state and updated at. It
        is only read first. Domains are kept as keyed hashes. Your CRM can tell by itself, too: see docs/EVENTS.md.
      </p>
      <Field label="File" hint="CSV, up to 500 rows" error={action.refused?.fields.text}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            accept=".csv,.txt"
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button
        type="button"
        class="quiet"
        disabled={action.busy || !text}
        style={{ marginTop: '.8rem' }}
        onClick={() => void send()}
      >
        {action.busy ? 'Reading…' : 'Read it'}
      </button>
      {report ? <Report report={report} busy={action.busy} start={() => void send(report.hash)} /> : null}
    </section>
  );
};

const words = { new: 'new', changed: 'changed', same: 'the same', older: 'older', refused: 'refused' } as const;

const Report = ({ report, busy, start }: { report: DirectReport; busy: boolean; start: () => void }) => {
  const counts = Object.entries(words).map(
    ([name, word]) => [word, report.counts[name as keyof typeof words]] as const,
  );
  const told = report.lines.filter(({ note }) => note);
  return (
    <>
      <div class="row" style={{ margin: '.9rem 0' }}>
        {counts.map(([word, count]) => (
          <Pill key={word} kind={word === 'refused' && count > 0 ? 'bad' : ''}>
            {count} {word}
          </Pill>
        ))}
      </div>
      {told.length > 0 ? (
        <ul class="plain small">
          {told.map((line) => (
            <li key={line.row}>
              Row {line.row}, <strong>{line.opportunityId || 'without id'}</strong>: {line.note}
            </li>
          ))}
        </ul>
      ) : null}
      {report.written ? (
        <Note kind="good">Imported. Registrations for the same customers are checked again.</Note>
      ) : (
        <button type="button" disabled={busy || report.counts.new + report.counts.changed === 0} onClick={start}>
          Import {report.counts.new + report.counts.changed} opportunities
        </button>
      )}
    </>
  );
};
