import { useState } from 'preact/hooks';
import type { MdfView } from '../../../functions/mdf/contract.ts';
import { AmountField, typedMinor } from '../amount.tsx';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { Field, useAction, WhyNot } from '../ui.tsx';
import { FilesField, type Sent } from '../upload.tsx';

const empty = { heldOn: '', actual: '', links: '', leadCount: '', metrics: '', note: '' };

/** `Visitors: 320`, one a line. */
const metricsIn = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name = '', ...rest]) => (name.trim() ? [{ name: name.trim(), value: rest.join(':').trim() }] : []));

/** Receipts, screenshots, figures and the lead list. */
export const ProofForm = (given: { request: MdfView; today: string; reload: () => Promise<void>; isOpen: boolean }) => {
  const { request, today, reload } = given;
  const {
    texts: typed,
    setTexts: setTyped,
    bind,
  } = useTexts({ ...empty, heldOn: request.activityOn < today ? request.activityOn : '' });
  const [files, setFiles] = useState<readonly Sent[]>([]);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const linkError = Object.entries(fields).find(([name]) => name.startsWith('links'))?.[1];
  const metricError = Object.entries(fields).find(([name]) => name.startsWith('metrics'))?.[1];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      ...(request.heldOn ? {} : { heldOn: typed.heldOn }),
      actualMinor: typedMinor(typed.actual, request.currency) ?? -1,
      links: typed.links.split(/\s+/).filter(Boolean),
      files: files.map(({ fileId }) => fileId),
      metrics: metricsIn(typed.metrics),
      leadCount: Number(typed.leadCount || 0),
      note: typed.note.trim(),
    };
    if (await action.run(() => api.post(`/portal/mdf/${request.requestId}/proof`, body))) await reload();
  };
  return (
    <details open={given.isOpen}>
      <summary>{request.state === 'more-asked' ? 'Add to your proof' : 'Hand in proof'}</summary>
      <form onSubmit={(event) => void submit(event)}>
        {request.heldOn ? null : (
          <Field label="It was held on" error={fields.heldOn}>
            {(ids) => (
              <input {...ids} {...bind('heldOn')} required type="date" max={today} style={{ maxWidth: '14rem' }} />
            )}
          </Field>
        )}
        <AmountField
          label="Receipts, all together"
          hint="What the activity really cost. If it was less than planned, the funds shrink with it."
          currency={request.currency}
          value={typed.actual}
          error={fields.actualMinor}
          change={(actual) => setTyped({ ...typed, actual })}
        />
        <FilesField
          label="Receipts, screenshots, the lead list"
          hint="PDF, pictures, CSV or Excel, up to 10 MB each"
          purpose="mdf-proof"
          accept=".pdf,.png,.jpg,.jpeg,.csv,.xlsx,.txt"
          sent={files}
          change={setFiles}
          error={fields.files}
        />
        <Field label="Or where they are" hint="Addresses that begin with https://, one a line" error={linkError}>
          {(ids) => <textarea {...ids} {...bind('links')} />}
        </Field>
        <Field label="Leads" hint="How many people are on the list" error={fields.leadCount}>
          {(ids) => (
            <input
              {...ids}
              {...bind('leadCount')}
              required
              type="number"
              min={0}
              step={1}
              style={{ maxWidth: '10rem' }}
            />
          )}
        </Field>
        <Field label="Figures" hint="One a line, like Visitors: 320" error={metricError}>
          {(ids) => <textarea {...ids} {...bind('metrics')} />}
        </Field>
        <Field label="Anything else?" hint="Optional" error={fields.note}>
          {(ids) => <textarea {...ids} {...bind('note')} maxLength={1000} />}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Hand it in
        </button>
      </form>
    </details>
  );
};
