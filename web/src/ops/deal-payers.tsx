import { useState } from 'preact/hooks';
import type { DealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

interface Acts {
  readonly deal: DealView;
  readonly reload: () => Promise<void>;
}

/** Whose payments are the deal's beside those that are found by the domain, and a way to join another [D7]. */
export const Payers = ({ deal, reload }: Acts) =>
  deal.state === 'won' && (deal.customerIds.length > 0 || deal.can.nameCustomer) ? (
    <section class="card" aria-labelledby="payers">
      <h2 id="payers">Where its payments come from</h2>
      <p class="soft small">From the domain {deal.customer.domain}, with the deal’s id, and by these customer ids.</p>
      {deal.customerIds.length === 0 ? <p class="small">No customer id yet.</p> : null}
      <ul class="plain small">
        {deal.customerIds.map((one) => (
          <li key={one.customerId}>
            <strong>{one.customerId}</strong>{' '}
            <span class="soft">
              {one.because ? `${one.because} (${one.byName ?? 'a person'}, ${at(one.at)})` : 'told with the win'}
            </span>
          </li>
        ))}
      </ul>
      {deal.can.nameCustomer ? <JoinForm deal={deal} reload={reload} /> : null}
    </section>
  ) : null;

const JoinForm = ({ deal, reload }: Acts) => {
  const [customerId, setCustomerId] = useState('');
  const [because, setBecause] = useState('');
  const action = useAction();
  const wrong = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { customerId: customerId.trim(), because };
    if (!(await action.run(() => api.post(`/ops/deals/${deal.dealId}/customer-ids`, body)))) return;
    setCustomerId('');
    setBecause('');
    await reload();
  };
  return (
    <details>
      <summary>Join a customer id</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Note kind="warn">
          Everything this customer has paid and will pay is settled with the deal, as if the win had named it. This
          cannot be taken back; balances can be changed by hand.
        </Note>
        <Field label="Customer id" hint="As your payments have it, like cus_…" error={wrong.customerId}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={90}
              value={customerId}
              onInput={(event) => setCustomerId(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Reason" hint="How you know; the team reads it" error={wrong.because}>
          {(ids) => (
            <textarea
              {...ids}
              required
              maxLength={600}
              value={because}
              onInput={(event) => setBecause(event.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy} style={{ marginTop: '.8rem' }}>
          Join it
        </button>
      </form>
    </details>
  );
};
