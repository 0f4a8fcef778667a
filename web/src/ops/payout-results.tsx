import { useState } from 'preact/hooks';
import type { BatchView } from '../../../functions/payouts/contract.ts';
import { api } from '../api.ts';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

interface Taken {
  readonly paid: number;
  readonly returned: number;
  readonly repeated: number;
  readonly unknown: readonly string[];
}

const FORMATS = {
  'pain.002': "A bank's status report (pain.002)",
  paypal: "PayPal's result file",
  csv: 'CSV: key, result, date, reason',
} as const;

/** What became of the payments: a file of results, or a person's word for a whole file. */
export const Results = ({ run, reload }: { run: BatchView; reload: () => Promise<void> }) => {
  const [format, setFormat] = useState<string>('pain.002');
  const [content, setContent] = useState('');
  const [taken, setTaken] = useState<Taken>();
  const action = useAction();
  const send = async (body: unknown): Promise<void> => {
    const post = async () => setTaken(await api.post<Taken>(`/ops/payouts/${run.batchId}/results`, body));
    if (await action.run(post)) await reload();
  };
  const service = run.payouts.some(({ rail, state }) => rail === 'webhook' && state === 'sent');
  return (
    <section class="card" aria-labelledby="results">
      <h2 id="results">Results</h2>
      {taken ? <Note kind={taken.unknown.length > 0 ? 'warn' : 'good'}>{said(taken)}</Note> : null}
      <WhyNot refused={action.refused} />
      {run.state === 'reserved' ? (
        <div class="row">
          {run.files.map(({ name }) => (
            <button
              key={name}
              type="button"
              class="quiet"
              disabled={action.busy}
              onClick={() => void send({ format: 'all-paid', file: name })}
            >
              All of {name} was paid today
            </button>
          ))}
          {service ? (
            <button
              type="button"
              class="quiet"
              disabled={action.busy}
              onClick={() => void send({ format: 'ask-the-service' })}
            >
              Ask the payout service
            </button>
          ) : null}
        </div>
      ) : (
        <p class="soft small">Every payout is settled. What still comes back is taken in here.</p>
      )}
      <Field label="Format">
        {(ids) => (
          <select {...ids} value={format} onChange={(event) => setFormat(event.currentTarget.value)}>
            {Object.entries(FORMATS).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Result file" error={action.refused?.fields.content}>
        {(ids) => (
          <input
            {...ids}
            type="file"
            onChange={(event) => void event.currentTarget.files?.[0]?.text().then((text) => setContent(text))}
          />
        )}
      </Field>
      <button
        type="button"
        disabled={action.busy || content === ''}
        style={{ marginTop: '.8rem' }}
        onClick={() => void send({ format, content })}
      >
        Take it in
      </button>
    </section>
  );
};

const said = ({ paid, returned, repeated, unknown }: Taken): string =>
  [
    `${paid} paid, ${returned} came back${repeated > 0 ? `, ${repeated} known before` : ''}.`,
    unknown.length > 0 ? `Not of this run, or against what is known: ${unknown.slice(0, 10).join(', ')}.` : '',
  ].join(' ');
