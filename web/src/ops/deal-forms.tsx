import { useState } from 'preact/hooks';
import type { DealView } from '../../../functions/deals/contract.ts';
import { api, Refused } from '../api.ts';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

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
  const [late, setLate] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = reason.trim() ? { reason } : {};
    const body = outcome === 'rejected' ? { outcome, why, reason } : { outcome, ...said };
    await action.run(async () => {
      try {
        await api.post(`/ops/deals/${deal.dealId}/decision`, body);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== 409) throw error;
        setLate(error.message);
      }
      await reload();
    });
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      {late ? <Note kind="warn">{late}</Note> : null}
      <fieldset>
        <legend>Your decision</legend>
        {choices.map(([value, text]) => (
          <label key={value} class="choice">
            <input
              type="radio"
              name="outcome"
              value={value}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
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
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy} style={{ marginTop: '.8rem' }}>
        Decide
      </button>
    </form>
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
        <button type="submit" disabled={action.busy} style={{ marginTop: '.8rem' }}>
          Record
        </button>
      </form>
    </details>
  );
};

const deeds = [
  ['demo-support', 'Demo support'],
  ['technical-validation', 'Technical validation'],
  ['executive-introduction', 'Executive introduction'],
] as const;

/** What a partner did beside the sale, with its evidence [A7, A16]. */
export const CreditForm = ({ deal, reload }: Acts) => {
  const [rule, setRule] = useState('co-sell');
  const [texts, setTexts] = useState({ kind: 'demo-support', crmField: '', evidence: '', partnerId: '' });
  const action = useAction();
  const wrong = action.refused?.fields ?? {};
  const bind = (name: keyof typeof texts) => ({
    value: texts[name],
    onInput: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [name]: event.currentTarget.value }),
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { kind, crmField, evidence, partnerId } = texts;
    const whose = partnerId.trim() ? { partnerId: partnerId.trim() } : {};
    const body = { rule, evidence, ...whose, ...(rule === 'co-sell' ? { kind, crmField } : {}) };
    if (await action.run(() => api.post(`/ops/deals/${deal.dealId}/credits`, body))) await reload();
  };
  return (
    <details class="card">
      <summary>Record a credit</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="For">
          {(ids) => (
            <select {...ids} value={rule} onInput={(event) => setRule(event.currentTarget.value)}>
              <option value="co-sell">Co-selling</option>
              <option value="meeting">A meeting that became this opportunity</option>
            </select>
          )}
        </Field>
        {rule === 'co-sell' ? (
          <>
            <Field label="What was done">
              {(ids) => (
                <select {...ids} {...bind('kind')}>
                  {deeds.map(([value, text]) => (
                    <option key={value} value={value}>
                      {text}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label="Partner in the CRM" hint="As the opportunity's field has it" error={wrong.crmField}>
              {(ids) => <input {...ids} {...bind('crmField')} required maxLength={120} />}
            </Field>
          </>
        ) : null}
        <Field label="Evidence" hint="Who did what, and when" error={wrong.evidence}>
          {(ids) => <input {...ids} {...bind('evidence')} required maxLength={300} />}
        </Field>
        <Field label="Partner's id" hint={`Optional; ${deal.company} unless told`} error={wrong.partnerId}>
          {(ids) => <input {...ids} {...bind('partnerId')} maxLength={26} />}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy} style={{ marginTop: '.8rem' }}>
          Record
        </button>
      </form>
    </details>
  );
};

export const HandOverForm = ({ deal, reload }: Acts) => {
  const [toDealId, setTo] = useState(deal.line[0]?.dealId ?? '');
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.post(`/ops/deals/${deal.dealId}/hand-over`, { toDealId, reason }))) await reload();
  };
  return (
    <details class="card">
      <summary>The customer asks for another partner</summary>
      <form onSubmit={(event) => void submit(event)}>
        <p class="soft small">That partner takes over; this one is paid the conflict fee once it has won.</p>
        <Field label="To">
          {(ids) => (
            <select {...ids} value={toDealId} onInput={(event) => setTo(event.currentTarget.value)}>
              {deal.line.map((one, index) => (
                <option key={one.dealId} value={one.dealId}>
                  {`${index + 1}. in line`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="What the customer said" error={action.refused?.fields.reason}>
          {(ids) => (
            <textarea
              {...ids}
              required
              maxLength={600}
              value={reason}
              onInput={(e) => setReason(e.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy} style={{ marginTop: '.8rem' }}>
          Hand over
        </button>
      </form>
    </details>
  );
};
