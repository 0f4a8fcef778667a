import type { StatementView } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Note, Pill, Show, useLoad } from '../ui.tsx';

const ACCOUNTS = [
  ['pending', 'Pending'],
  ['held', 'Held'],
  ['payable', 'Payable'],
  ['transit', 'On its way'],
  ['paid', 'Paid'],
] as const;

export const StatementPage = ({ period }: { period: string }) => {
  const loaded = useLoad(() => api.get<StatementView>(`/portal/statements/${period}`), period);
  return (
    <Show of={loaded}>
      {(statement) => (
        <>
          <div class="row between" style={{ marginBottom: '.6rem' }}>
            <h1>Statement {statement.period}</h1>
            <a class="button quiet" href={`/api/portal/statements/${period}/pdf`} target="_blank" rel="noreferrer">
              PDF
            </a>
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
          <p class="soft small" style={{ overflowWrap: 'anywhere' }}>
            SHA-256 of the lines: {statement.sha256}
          </p>
          <a href="/portal/payouts">All payouts and statements</a>
        </>
      )}
    </Show>
  );
};

const Book = ({ book }: { book: StatementView['books'][number] }) => {
  const text = (minor: number): string => moneyText({ minor, currency: book.currency });
  return (
    <section class="card" aria-label={`Statement in ${book.currency}`}>
      <h2>{book.currency}</h2>
      <div class="scroll">
        <table>
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
