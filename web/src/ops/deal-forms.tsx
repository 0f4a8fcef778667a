import { useState } from 'preact/hooks';
import type { DealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { DecisionCard, useDecision } from '../forms.tsx';
import { Field, useAction, WhyNot } from '../ui.tsx';

interface Acts {
  readonly deal: DealView;
  readonly reload: () => Promise<void>;
}

const rejections = [
  ['duplicate', 'Duplicate'],
  ['out-of-territory', 'Out of territory'],
  ['not-qualified', 'Not qualified'],
  ['other', 'Other'],
] as const;

/** Approve, reject, or leave it to the table of conflicts [D3, D5]. */
export const DecideForm = ({ deal, reload }: Acts) => {
  const choices = [
    ...(deal.can.approve ? ([['approved', 'Approve: exclusive from now on']] as const) : []),
    ...(deal.can.reject ? ([['rejected', 'Reject, with an appeal']] as const) : []),
    ...(deal.can.conflict ? ([['conflict', 'Our own sales work on it too: let the rules decide']] as const) : []),
  ];
  const [outcome, setOutcome] = useState<string>(choices[0]?.[0] ?? '');
  const [why, setWhy] = useState('not-qualified');
  const [reason, setReason] = useState('');
  const { action, decide, late } = useDecision(reload);
  const said = reason.trim() ? { reason } : {};
  const body = outcome === 'rejected' ? { outcome, why, reason } : { outcome, ...said };
  return (
    <DecisionCard
      action={action}
      late={late}
      choices={choices}
      outcome={outcome}
      choose={setOutcome}
      decide={() => void decide(() => api.post(`/ops/deals/${deal.dealId}/decision`, body))}
    >
      {outcome === 'rejected' ? (
        <Field label="Why">
          {(ids) => (
            <select {...ids} value={why} onInput={(event) => setWhy(event.currentTarget.value)}>
              {rejections.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <Field
        label="Reason"
        hint={outcome === 'rejected' ? 'The partner reads it' : 'Optional; the partner reads it'}
        error={action.refused?.fields.reason}
      >
        {(ids) => (
          <textarea
            {...ids}
            required={outcome === 'rejected'}
            maxLength={600}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </DecisionCard>
  );
};

export const WinForm = ({ deal, reload }: Acts) => {
  const [wonOn, setWonOn] = useState(new Date().toISOString().slice(0, 10));
  const [years, setYears] = useState('1');
  const [customerId, setCustomerId] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { wonOn, termYears: Number(years), ...(customerId.trim() ? { customerId: customerId.trim() } : {}) };
    if (await action.run(() => api.post(`/ops/deals/${deal.dealId}/win`, body))) await reload();
  };
  const owed = deal.state === 'conflict';
  return (
    <details class="card">
      <summary>{owed ? 'The other side has won' : 'Record that it is won'}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <p class="soft small">
          {owed ? 'What the partner is owed becomes due.' : 'Rate and bonuses are fixed, for good.'}
        </p>
        <div class="grid">
          <Field label="Signed on" error={action.refused?.fields.wonOn}>
            {(ids) => (
              <input {...ids} type="date" required value={wonOn} onInput={(e) => setWonOn(e.currentTarget.value)} />
            )}
          </Field>
          <Field label="Years" error={action.refused?.fields.termYears}>
            {(ids) => (
              <input
                {...ids}
                type="number"
                min={1}
                max={20}
                required
                value={years}
                onInput={(e) => setYears(e.currentTarget.value)}
              />
            )}
          </Field>
          <Field
            label="Customer id"
            hint="Optional: where its payments come from"
            error={action.refused?.fields.customerId}
          >
            {(ids) => (
              <input {...ids} maxLength={90} value={customerId} onInput={(e) => setCustomerId(e.currentTarget.value)} />
            )}
          </Field>
        </div>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Record
        </button>
      </form>
    </details>
  );
};
