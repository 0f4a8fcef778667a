import { useState } from 'preact/hooks';
import type { DealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { Field, useAction, WhyNot } from '../ui.tsx';

interface Acts {
  readonly deal: DealView;
  readonly reload: () => Promise<void>;
}

const deeds = [
  ['demo-support', 'Demo support'],
  ['technical-validation', 'Technical validation'],
  ['executive-introduction', 'Executive introduction'],
] as const;

/** What a partner did beside the sale, with its evidence [A7, A16]. */
export const CreditForm = ({ deal, reload }: Acts) => {
  const [rule, setRule] = useState('co-sell');
  const { texts, bind } = useTexts({ kind: 'demo-support', crmField: '', evidence: '', partnerId: '' });
  const action = useAction();
  const wrong = action.refused?.fields ?? {};
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
        <button type="submit" class="quiet" disabled={action.busy}>
          Record
        </button>
      </form>
    </details>
  );
};

export const HandOverForm = ({ deal, reload }: Acts) => {
  const [toDealId, setTo] = useState([...deal.line, ...deal.aliased][0]?.dealId ?? '');
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
              {deal.aliased.map(({ dealId }) => (
                <option key={dealId} value={dealId}>
                  {`Deal ${dealId}, under another domain`}
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
        <button type="submit" class="quiet" disabled={action.busy}>
          Hand over
        </button>
      </form>
    </details>
  );
};
