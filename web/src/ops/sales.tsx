import { useState } from 'preact/hooks';
import type { ReceiptView } from '../../../functions/commissions/contract.ts';
import type { WaitingView } from '../../../functions/ledger/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
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
      {sale ? null : <h1>Sales</h1>}
      <form class="card" onSubmit={submit}>
        <h2>Find a sale</h2>
        <Field label="Payment id" hint="as the payment provider names it, e.g. pi_3OqLkR2eZ">
          {(ids) => <input {...ids} required value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />}
        </Field>
        <button type="submit">Find</button>
      </form>
      {sale ? <Found sale={sale} /> : <Waits />}
    </>
  );
};

const Found = ({ sale }: { sale: string }) => {
  const loaded = useLoad(() => api.get<ReceiptView>(`/ops/sales/${sale}`), sale);
  return <Show of={loaded}>{(view) => <Receipt of={view} team />}</Show>;
};

type Entry = WaitingView['entries'][number];
const kinds: Readonly<Record<Entry['kind'], string>> = {
  refund: 'Refund',
  chargeback: 'Dispute',
  'chargeback-won': 'Dispute that was won',
  invoice: 'Stripe: invoice without its payment',
  payment: 'Stripe: payment without its invoice',
};
const reasons: Readonly<Record<Entry['why'], string>> = {
  'no-sale': 'Its sale was never told: send it.',
  'no-half': 'Send both event types, invoice.paid and invoice_payment.paid.',
  'not-possible': 'More than was left of its sale, or in another currency.',
};

/** What was told and has come to nothing for days. */
const Waits = () => {
  const loaded = useLoad(() => api.get<WaitingView>('/ops/waiting'), 'waiting');
  return (
    <section class="card" aria-labelledby="waits">
      <h2 id="waits">Waits for what it belongs to</h2>
      <Show of={loaded}>
        {({ count, checkedAt, entries }) =>
          count === 0 ? (
            <p class="soft">Nothing. Refunds without their sale and halves of payments are looked for every night.</p>
          ) : (
            <>
              <div class="scroll">
                <table class="amounts">
                  <thead>
                    <tr>
                      <th scope="col">What</th>
                      <th scope="col">Since</th>
                      <th scope="col">Amount</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map(({ key, kind, why, of, since, minor, currency }) => (
                      <tr key={key}>
                        <td class="left break">
                          {kinds[kind]} <strong>{of}</strong>
                          <div class="soft small">{reasons[why]}</div>
                        </td>
                        <td class="left">{at(since)}</td>
                        <td>{minor === undefined || !currency ? '' : moneyText({ minor, currency })}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <p class="soft small">
                {count > entries.length ? `The oldest ${entries.length} of ${count}. ` : ''}
                {checkedAt ? `As of ${at(checkedAt)}.` : ''}
              </p>
            </>
          )
        }
      </Show>
    </section>
  );
};
