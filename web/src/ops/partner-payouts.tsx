import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

/** What the team does about a partner's payouts: take its tax form in, hold them, let them go again. */
export const PartnerPayouts = ({ partnerId }: { partnerId: string }) => (
  <section class="card" aria-labelledby="partner-payouts">
    <h2 id="partner-payouts">Payouts</h2>
    <TaxFormCame partnerId={partnerId} />
    <Hold partnerId={partnerId} />
  </section>
);

const TaxFormCame = ({ partnerId }: { partnerId: string }) => {
  const [form, setForm] = useState('W-9');
  const [signedOn, setSignedOn] = useState('');
  const [said, setSaid] = useState('');
  const action = useAction();
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const put = async () => {
      const { validUntil } = await api.put<{ validUntil?: string }>(`/ops/partners/${partnerId}/tax-status`, {
        form,
        signedOn,
      });
      setSaid(validUntil ? `It counts until ${validUntil}.` : 'It counts.');
    };
    await action.run(put);
  };
  return (
    <details>
      <summary>A tax form has come in</summary>
      <form onSubmit={(event) => void send(event)}>
        <Field label="Form" hint="its number stays with you">
          {(ids) => (
            <select {...ids} value={form} onChange={(event) => setForm(event.currentTarget.value)}>
              <option>W-9</option>
              <option>W-8BEN</option>
              <option>W-8BEN-E</option>
            </select>
          )}
        </Field>
        <Field label="Signed on" error={action.refused?.fields.signedOn}>
          {(ids) => (
            <input
              {...ids}
              type="date"
              required
              value={signedOn}
              onInput={(event) => setSignedOn(event.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        {said ? <Note kind="good">{said}</Note> : null}
        <button type="submit" class="quiet" disabled={action.busy}>
          Record it
        </button>
      </form>
    </details>
  );
};

const Hold = ({ partnerId }: { partnerId: string }) => {
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState('');
  const action = useAction();
  const send = async (hold: boolean): Promise<void> => {
    const put = async () => {
      await api.put(`/ops/partners/${partnerId}/payout-hold`, { hold, reason });
      setSaid(hold ? 'Nothing is paid until somebody lets it go.' : 'The next run pays again.');
    };
    if (await action.run(put)) setReason('');
  };
  return (
    <details>
      <summary>Hold payouts</summary>
      <Field label="Why" hint="for the record; the partner reads that it is under review">
        {(ids) => <input {...ids} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />}
      </Field>
      <WhyNot refused={action.refused} />
      {said ? <Note kind="good">{said}</Note> : null}
      <div class="row" style={{ marginTop: '.6rem' }}>
        <button type="button" class="quiet" disabled={action.busy || !reason.trim()} onClick={() => void send(true)}>
          Hold
        </button>
        <button type="button" class="quiet" disabled={action.busy || !reason.trim()} onClick={() => void send(false)}>
          Let go
        </button>
      </div>
    </details>
  );
};
