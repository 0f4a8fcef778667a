import { useState } from 'preact/hooks';
import type { BalancesView } from '../../../functions/ledger/contract.ts';
import { minorOf } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { Balances } from '../balances.tsx';
import { useTexts } from '../forms.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

/** A partner's balances on any day [B4], and the way to change one. */
export const Money = ({ partnerId }: { partnerId: string }) => {
  const [day, setDay] = useState('');
  const query = day ? `?asOf=${day}T23:59:59.999Z` : '';
  const loaded = useLoad(() => api.get<BalancesView>(`/ops/partners/${partnerId}/balances${query}`), partnerId + day);
  return (
    <section class="card" aria-labelledby="money">
      <h2 id="money">Money</h2>
      <Show of={loaded}>{(view) => <Balances view={view} />}</Show>
      <Field label="As of" hint="the end of a day in UTC; empty is now">
        {(ids) => <input {...ids} type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />}
      </Field>
      <Adjust partnerId={partnerId} reload={loaded.reload} />
    </section>
  );
};

const empty = { kind: 'adjusted', currency: 'USD', amount: '', reason: '' };

const Adjust = ({ partnerId, reload }: { partnerId: string; reload: () => Promise<void> }) => {
  const { texts, setTexts, bind } = useTexts(empty);
  // One key for what is being typed: a second click is the same adjustment.
  const [key, setKey] = useState<string>(crypto.randomUUID());
  const [said, setSaid] = useState('');
  const [wrong, setWrong] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { amount, ...rest } = texts;
    const minor = minorOf(amount.trim(), rest.currency);
    setWrong(minor === undefined ? 'Type it like 12.50, or -12.50 to take it away.' : '');
    if (minor === undefined) return;
    const send = async () => {
      const { state } = await api.post<{ state: string }>(`/ops/partners/${partnerId}/adjustments`, {
        key,
        minor,
        ...rest,
      });
      setSaid(state === 'proposed' ? 'It takes a second person: the others see it among the decisions.' : 'Done.');
    };
    if (!(await action.run(send))) return;
    setTexts(empty);
    setKey(crypto.randomUUID());
    await reload();
  };
  const fields = action.refused?.fields ?? {};
  return (
    <details>
      <summary>Change the balance</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="How">
          {(ids) => (
            <select {...ids} {...bind('kind')}>
              <option value="adjusted">Adjust it</option>
              <option value="written-off">Write off what is owed</option>
            </select>
          )}
        </Field>
        <Field label="Currency" error={fields.currency}>
          {(ids) => <input {...ids} {...bind('currency')} required maxLength={3} />}
        </Field>
        <Field label="Amount" hint="in the partner's favour; with a minus against" error={wrong || fields.minor}>
          {(ids) => <input {...ids} {...bind('amount')} required inputMode="decimal" />}
        </Field>
        <Field label="Reason" hint="The partner is told this" error={fields.reason}>
          {(ids) => <input {...ids} {...bind('reason')} required />}
        </Field>
        <WhyNot refused={action.refused} />
        {said ? <Note kind="good">{said}</Note> : null}
        <button type="submit" disabled={action.busy}>
          Change it
        </button>
      </form>
    </details>
  );
};
