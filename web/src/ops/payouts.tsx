import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { routes } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Empty, Row, Rows } from '../lists.tsx';
import { Field, Pill, Show, useLoad } from '../ui.tsx';

type List = z.infer<NonNullable<(typeof routes)['listBatches']['answer']>>;
type Year = z.infer<NonNullable<(typeof routes)['showTaxYear']['answer']>>;

const AWAITS = { approval: 'Approve it', results: 'Results are awaited', mending: 'Needs mending' } as const;

export const PayoutsOpsPage = () => {
  const loaded = useLoad(() => api.get<List>('/ops/payouts'), 'runs');
  return (
    <Show of={loaded}>
      {({ batches, service }) => (
        <>
          <h1>Payouts</h1>
          <p class="lead">Each month’s run starts by itself. Another is started with the workflow payout-run.</p>
          {batches.length === 0 ? (
            <Empty>There has been no run yet. The first begins by itself once a month is over.</Empty>
          ) : (
            <Rows>
              {batches.map((one) => (
                <Row
                  key={one.batchId}
                  href={`/ops/payouts/${one.batchId}`}
                  title={`Run ${one.batchId}`}
                  end={
                    <Pill kind={one.awaits ? 'warn' : one.state === 'settled' ? 'done' : ''}>
                      {one.awaits ? AWAITS[one.awaits] : one.state}
                    </Pill>
                  }
                >
                  <p>
                    {one.totals.map((total) => `${moneyText(total)} (${total.payouts})`).join(' · ') ||
                      'Nothing to pay'}
                  </p>
                  <p class="soft small">Begun {at(one.begunAt)}</p>
                </Row>
              ))}
            </Rows>
          )}
          <TaxYear />
          {service ? (
            <section class="card" aria-labelledby="service">
              <h2 id="service">Payout service</h2>
              <p class="small">Orders go to {service.url}, signed by Standard Webhooks with this secret:</p>
              <details>
                <summary>Show the secret</summary>
                <code style={{ overflowWrap: 'anywhere' }}>{service.secret}</code>
              </details>
            </section>
          ) : null}
        </>
      )}
    </Show>
  );
};

const VERDICTS = { yes: 'bad', look: 'warn', no: '' } as const;

/** Payments by date of payment, and who gets a form 1099-NEC. */
const TaxYear = () => {
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const loaded = useLoad(() => api.get<Year>(`/ops/tax-years/${year}`), year);
  return (
    <section class="card" aria-labelledby="year">
      <h2 id="year">Tax year</h2>
      <Field label="Year">
        {(ids) => (
          <input
            {...ids}
            type="number"
            min={2020}
            max={2099}
            value={year}
            onChange={(event) => setYear(event.currentTarget.value)}
            style={{ maxWidth: '8rem' }}
          />
        )}
      </Field>
      <Show of={loaded}>
        {(found) => (
          <>
            <p class="soft small">
              Form 1099-NEC from {moneyText({ minor: found.thresholdUsdCents, currency: 'USD' })} of payments dated in{' '}
              {found.year}.
            </p>
            {found.partners.length === 0 ? <p class="soft">Nobody was paid.</p> : <YearRows rows={found.partners} />}
          </>
        )}
      </Show>
    </section>
  );
};

const YearRows = ({ rows }: { rows: Year['partners'] }) => (
  <div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Partner</th>
          <th scope="col">Form</th>
          <th scope="col">Paid</th>
          <th scope="col">1099-NEC</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.partnerId}>
            <td>
              <a href={`/ops/partners/${row.partnerId}`}>{row.company}</a>
            </td>
            <td>{row.form ?? 'none'}</td>
            <td>
              {row.totals.map((total) => (
                <div key={`${total.currency} ${total.rail}`}>
                  {moneyText(total)} <span class="soft small">{total.rail}</span>
                </div>
              ))}
            </td>
            <td>
              <Pill kind={VERDICTS[row.reportable]}>{row.reportable}</Pill> <span class="small">{row.because}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
