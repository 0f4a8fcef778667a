import { useState } from 'preact/hooks';
import type { EarningsView, ReceiptView } from '../../../functions/commissions/contract.ts';
import type { BalancesView } from '../../../functions/ledger/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { Balances } from '../balances.tsx';
import { at } from '../dates.ts';
import { Receipt } from '../receipt.tsx';
import { Field, Pill, Show, useLoad } from '../ui.tsx';

/** What a partner has earned: its balances, and each month sale by sale. */
export const EarningsPage = () => {
  const [period, setPeriod] = useState('');
  const balances = useLoad(() => api.get<BalancesView>('/portal/balances'), 'balances');
  const earnings = useLoad(() => api.get<EarningsView>(`/portal/earnings${period ? `?period=${period}` : ''}`), period);
  return (
    <>
      <h1>Earnings</h1>
      <div class="split">
        <section class="card" aria-labelledby="month">
          <h2 id="month">Sale by sale</h2>
          <Field label="Month">
            {(ids) => (
              <input
                {...ids}
                type="month"
                value={period || earnings.data?.period}
                onInput={(event) => setPeriod(event.currentTarget.value)}
              />
            )}
          </Field>
          <Show of={earnings}>{(view) => <Month view={view} />}</Show>
        </section>
        <aside>
          <section class="card" aria-labelledby="balance">
            <h2 id="balance">Balance</h2>
            <Show of={balances}>{(view) => <Balances view={view} />}</Show>
          </section>
        </aside>
      </div>
    </>
  );
};

const Month = ({ view }: { view: EarningsView }) =>
  view.sales.length === 0 ? (
    <p class="soft">Nothing was earned in this month.</p>
  ) : (
    <div class="scroll">
      <table class="amounts">
        <thead>
          <tr>
            <th scope="col">Sale</th>
            <th scope="col">Earned</th>
          </tr>
        </thead>
        <tbody>
          {view.sales.map(({ sale, occurredAt, currency, minor, held, late }) => (
            <tr key={sale}>
              <td class="left">
                <a href={`/portal/receipts/${encodeURIComponent(sale)}`}>{at(occurredAt)}</a>
                {held > 0 ? <Pill kind="warn">Held</Pill> : null}
                {late ? <Pill>Told late</Pill> : null}
              </td>
              <td>{moneyText({ minor, currency })}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          {view.totals.map(({ currency, minor, sales }) => (
            <tr key={currency} class="strong">
              <th scope="row">
                {sales} {sales === 1 ? 'sale' : 'sales'} in {currency}
              </th>
              <td>{moneyText({ minor, currency })}</td>
            </tr>
          ))}
        </tfoot>
      </table>
      {view.more ? <p class="soft small">The latest 500 are listed; the totals count all.</p> : null}
    </div>
  );

export const ReceiptPage = ({ sale }: { sale: string }) => {
  const loaded = useLoad(() => api.get<ReceiptView>(`/portal/receipts/${sale}`), sale);
  return <Show of={loaded}>{(view) => <Receipt of={view} />}</Show>;
};
