import { useState } from 'preact/hooks';
import type { StatementView } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at, inMonth, onDay } from '../dates.ts';
import { download } from '../download.ts';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

const ACCOUNTS = [
  ['pending', 'Pending'],
  ['held', 'Held'],
  ['payable', 'Payable'],
  ['transit', 'On its way'],
  ['paid', 'Paid'],
] as const;

/** What was loaded so far, with the lines of a further answer. */
const joined = (so: StatementView, more: StatementView): StatementView => ({
  ...more,
  books: so.books.map((book) => {
    const further = more.books.find(({ currency }) => currency === book.currency);
    return { ...book, ...further, lines: [...book.lines, ...(further?.lines ?? [])] };
  }),
});

export const StatementPage = ({ period }: { period: string }) => {
  const loaded = useLoad(() => api.get<StatementView>(`/portal/statements/${period}`), period);
  return <Show of={loaded}>{(first) => <Statement key={period} first={first} />}</Show>;
};

const Statement = ({ first }: { first: StatementView }) => {
  const [statement, setStatement] = useState(first);
  const action = useAction();
  const { period, next } = statement;
  const path = `/portal/statements/${period}`;
  const more = (): Promise<boolean> =>
    action.run(async () => setStatement(joined(statement, await api.get<StatementView>(`${path}?cursor=${next}`))));
  return (
    <>
      <div class="row between" style={{ marginBottom: '.6rem' }}>
        <h1>Statement {inMonth(period)}</h1>
        <div class="row">
          <button
            type="button"
            class="quiet"
            disabled={action.busy}
            onClick={() => void action.run(() => download(`${path}/csv`, `statement-${period}.csv`))}
          >
            CSV of all lines
          </button>
          <a class="button quiet" href={`/api${path}/pdf`} target="_blank" rel="noreferrer">
            PDF
          </a>
        </div>
      </div>
      {statement.closedAt ? (
        <p class="lead">Closed on {onDay(statement.closedAt)}. It never changes.</p>
      ) : (
        <Note kind="plain">The month is open: this may still change.</Note>
      )}
      {statement.books.length === 0 ? <Note kind="plain">Nothing was recorded.</Note> : null}
      {statement.books.map((book) => (
        <Book key={book.currency} book={book} />
      ))}
      <WhyNot refused={action.refused} />
      {next ? (
        <button type="button" disabled={action.busy} onClick={() => void more()}>
          Show more lines
        </button>
      ) : null}
      {statement.sha256 ? (
        <p class="soft small" style={{ overflowWrap: 'anywhere' }}>
          SHA-256 of all lines: {statement.sha256}
        </p>
      ) : null}
      <p>
        <a href="/portal/payouts">All payouts and statements</a>
      </p>
    </>
  );
};

const Book = ({ book }: { book: StatementView['books'][number] }) => {
  const text = (minor: number): string => moneyText({ minor, currency: book.currency });
  return (
    <section class="card" aria-label={`Statement in ${book.currency}`}>
      <h2>{book.currency}</h2>
      <div class="scroll">
        <table class="amounts numbers">
          <thead>
            <tr>
              <th scope="col">Balance</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {ACCOUNTS.map(([account, name]) => (
              <tr key={account}>
                <th scope="row">{name}</th>
                <td>{text(book.opening[account])}</td>
                <td>{text(book.closing[account])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>Line by line</h3>
      {book.lines.length === 0 ? <p class="soft">Nothing was recorded in this month.</p> : null}
      {book.lines.map((line, index) => (
        <div key={index} class="row between" style={{ borderTop: '1px solid var(--line)', padding: '.5rem 0' }}>
          <div style={{ flex: '1 1 16rem', minWidth: 0, overflowWrap: 'anywhere' }}>
            {line.words}{' '}
            {line.sale ? (
              <a href={`/portal/receipts/${encodeURIComponent(line.sale)}`}>
                Why? <span class="trap">{line.sale}</span>
              </a>
            ) : null}{' '}
            {line.late ? <Pill kind="warn">late</Pill> : null}
            <div class="soft small">
              {at(line.at)} · {line.account}
            </div>
          </div>
          <b>{text(line.minor)}</b>
        </div>
      ))}
    </section>
  );
};
