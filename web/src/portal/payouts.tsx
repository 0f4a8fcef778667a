import type * as z from 'zod';
import type { OwnPayouts, routes } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { inMonth, onDay } from '../dates.ts';
import { Note, Pill, Show, useLoad } from '../ui.tsx';
import { PayoutMethod, TaxForm } from './payout-method.tsx';

type StatementList = z.infer<NonNullable<(typeof routes)['listStatements']['answer']>>;

export const PayoutsPage = () => {
  const loaded = useLoad(() => api.get<OwnPayouts>('/portal/payouts'), 'payouts');
  const statements = useLoad(() => api.get<StatementList>('/portal/statements'), 'statements');
  return (
    <Show of={loaded}>
      {(own) => (
        <>
          <h1>Payouts</h1>
          <p class="lead">Once a month, from day {own.runDay} on, everything payable is paid.</p>
          {own.books.length === 0 ? <Note kind="plain">Nothing has been earned yet.</Note> : null}
          {own.books.map((book) => (
            <Next key={book.currency} book={book} />
          ))}
          <div class="split">
            <div>
              <Payments payments={own.payments} />
              <Show of={statements}>{(list) => <Statements list={list} />}</Show>
            </div>
            <div>
              <PayoutMethod own={own} reload={loaded.reload} />
              <TaxForm tax={own.tax} reload={loaded.reload} />
            </div>
          </div>
        </>
      )}
    </Show>
  );
};

const NEXT = {
  proposed: { kind: 'done', text: 'Ready' },
  held: { kind: 'warn', text: 'Waits for you' },
  negative: { kind: 'bad', text: 'Below zero' },
} as const;

const Next = ({ book }: { book: OwnPayouts['books'][number] }) => {
  const { currency, balances, words, reasons, next } = book;
  const text = (minor: number): string => moneyText({ minor, currency });
  const state = next in NEXT ? NEXT[next as keyof typeof NEXT] : { kind: '', text: 'Rolls over' };
  return (
    <section class="card" aria-label={`Next payout in ${currency}`}>
      <div class="row between">
        <h2>Next payout: {text(Math.max(0, balances.payable))}</h2>
        <Pill kind={state.kind}>{state.text}</Pill>
      </div>
      <p>{words}</p>
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason.id}>
              <b>{reason.why}</b> {reason.whatToDo}
            </li>
          ))}
        </ul>
      ) : null}
      <dl class="facts small">
        <dt>In the review window</dt>
        <dd>{text(balances.pending)}</dd>
        <dt>Held for review</dt>
        <dd>{text(balances.held)}</dd>
        <dt>On its way to you</dt>
        <dd>{text(balances.transit)}</dd>
        <dt>Paid so far</dt>
        <dd>{text(balances.paid)}</dd>
      </dl>
    </section>
  );
};

const Payments = ({ payments }: Pick<OwnPayouts, 'payments'>) => (
  <section class="card" aria-labelledby="payments">
    <h2 id="payments">Payments</h2>
    {payments.length === 0 ? (
      <p class="soft">There has been no payment yet.</p>
    ) : (
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Amount</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {payments.map((one) => (
              <tr key={`${one.batchId} ${one.currency}`}>
                <td>{onDay(one.at)}</td>
                <td>{moneyText(one)}</td>
                <td>
                  <Pill kind={one.state === 'paid' ? 'done' : one.state === 'returned' ? 'bad' : 'now'}>
                    {one.state}
                  </Pill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    )}
  </section>
);

const Statements = ({ list }: { list: StatementList }) => (
  <section class="card" aria-labelledby="statements">
    <h2 id="statements">Statements</h2>
    <p class="soft small">A closed month never changes. What comes later stands in the month it came in.</p>
    <ul>
      <li>
        <a href={`/portal/statements/${list.open}`}>{inMonth(list.open)}</a>, still open
      </li>
      {list.statements.map(({ period }) => (
        <li key={period}>
          <a href={`/portal/statements/${period}`}>{inMonth(period)}</a> ·{' '}
          <a href={`/api/portal/statements/${period}/pdf`} target="_blank" rel="noreferrer">
            PDF <span class="trap">of {inMonth(period)}</span>
          </a>
        </li>
      ))}
    </ul>
  </section>
);
