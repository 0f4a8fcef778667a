import { useState } from 'preact/hooks';
import type { ReceiptView } from '../../../functions/commissions/contract.ts';
import { api } from '../api.ts';
import { Receipt } from '../receipt.tsx';
import { Field, Show, useLoad } from '../ui.tsx';

/** Finds a sale by the provider's payment id. */
export const SalesPage = ({ sale }: { sale: string }) => {
  const [typed, setTyped] = useState(decodeURIComponent(sale));
  const submit = (event: Event): void => {
    event.preventDefault();
    location.assign(`/ops/sales/${encodeURIComponent(typed.trim())}`);
  };
  return (
    <>
      <form class="card" onSubmit={submit}>
        <h2>Find a sale</h2>
        <Field label="Payment id" hint="as the payment provider names it, e.g. pi_3OqLkR2eZ">
          {(ids) => <input {...ids} required value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />}
        </Field>
        <button type="submit" style={{ marginTop: '.8rem' }}>
          Find
        </button>
      </form>
      {sale ? <Found sale={sale} /> : null}
    </>
  );
};

const Found = ({ sale }: { sale: string }) => {
  const loaded = useLoad(() => api.get<ReceiptView>(`/ops/sales/${sale}`), sale);
  return <Show of={loaded}>{(view) => <Receipt of={view} team />}</Show>;
};
