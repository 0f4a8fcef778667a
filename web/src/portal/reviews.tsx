import type { OwnFlag } from '../../../functions/fraud/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { ReasonForm } from '../forms.tsx';
import { Note, Pill, Show, useLoad } from '../ui.tsx';

/** What of a partner's commissions is held or was rejected, why, and the appeal. */
export const ReviewsPage = () => {
  const loaded = useLoad(() => api.get<{ flags: readonly OwnFlag[] }>('/portal/flags'), 'flags');
  return (
    <>
      <h1>Held and rejected</h1>
      <p class="lead">Commissions that are being looked at, and what was decided. Everything else is not touched.</p>
      <Show of={loaded}>
        {({ flags }) => (
          <>
            {flags.length === 0 ? (
              <div class="card soft">Nothing of yours is held, and nothing was rejected.</div>
            ) : null}
            {flags.map((flag) => (
              <Review key={flag.flagId} flag={flag} reload={loaded.reload} />
            ))}
          </>
        )}
      </Show>
    </>
  );
};

const stateWords = {
  open: ['Held', 'warn'],
  released: ['Released', 'good'],
  lapsed: ['Released', 'good'],
  rejected: ['Rejected', 'bad'],
  shadow: ['', ''],
} as const;

const Review = ({ flag, reload }: { flag: OwnFlag; reload: () => Promise<void> }) => {
  const [word, kind] = stateWords[flag.state];
  return (
    <article class="card">
      <div class="row between">
        <h2>{flag.title}</h2>
        <Pill kind={kind}>{word}</Pill>
      </div>
      <p>{flag.says}</p>
      {flag.reason === flag.says ? null : <p>{flag.reason}</p>}
      {flag.state === 'open' ? (
        <p>
          A person looks at it. You need not do anything; by <strong>{onDay(flag.endsAt)}</strong> it is decided.
        </p>
      ) : null}
      <Sales flag={flag} />
      <p class="soft small">
        Since {at(flag.raisedAt)}
        {flag.decidedAt ? `, decided ${at(flag.decidedAt)}` : ''}
      </p>
      {flag.appeal ? <Appealed appeal={flag.appeal} /> : null}
      {flag.appealUntil ? (
        <ReasonForm
          long
          title={`Appeal, until ${onDay(flag.appealUntil)}`}
          label="Why is this wrong?"
          hint="Somebody who has not decided on it before reads this, and answers within 5 business days"
          path={`/portal/flags/${flag.flagId}/appeal`}
          button="Appeal"
          reload={reload}
        />
      ) : null}
    </article>
  );
};

const Sales = ({ flag }: { flag: OwnFlag }) =>
  flag.sales.length === 0 ? null : (
    <details open={flag.sales.length < 6} class="small">
      <summary>
        {flag.sales.length}
        {flag.more ? ' or more' : ''} {flag.sales.length === 1 ? 'commission' : 'commissions'}
      </summary>
      <ul class="plain">
        {flag.sales.map((sale) => (
          <li key={sale}>
            <a href={`/portal/receipts/${encodeURIComponent(sale)}`}>{sale}</a>
          </li>
        ))}
      </ul>
    </details>
  );

const Appealed = ({ appeal }: { appeal: NonNullable<OwnFlag['appeal']> }) => {
  if (appeal.state === 'open') {
    return <Note kind="plain">You have appealed. Somebody else looks at it, and answers within 5 business days.</Note>;
  }
  return (
    <Note kind={appeal.state === 'reinstated' ? 'good' : 'warn'}>
      {appeal.state === 'reinstated' ? 'Your appeal was granted: the commission is back.' : 'The rejection stands.'}
      {appeal.answer ? <p>{appeal.answer}</p> : null}
    </Note>
  );
};
