import { useState } from 'preact/hooks';
import type { OwnDealRow } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { DealLine, DealPill } from '../deals.tsx';
import { Note, Show, useLoad } from '../ui.tsx';

interface DealList {
  readonly deals: readonly OwnDealRow[];
  readonly before?: string;
  readonly open: number;
  readonly limit: number;
  readonly closed?: string;
}

/** A partner's deals: what it has registered, and how each stands. */
export const DealsPage = () => {
  const [before, setBefore] = useState('');
  const loaded = useLoad(
    () => api.get<DealList>(`/portal/deals${before ? `?before=${before}` : ''}`),
    `deals ${before}`,
  );
  return (
    <>
      <h1>Deals</h1>
      <p class="lead">
        Register a customer you are working with. Once it is approved nobody else can: it is exclusively yours for a
        time.
      </p>
      <Show of={loaded}>
        {(list) => (
          <>
            <div class="card row between">
              <div>
                <strong>
                  {list.open} of {list.limit} open deals
                </strong>
                <div class="bar" style={{ width: '12rem', marginTop: '.4rem' }} aria-hidden="true">
                  <span style={{ width: `${list.limit ? Math.min(100, (100 * list.open) / list.limit) : 0}%` }} />
                </div>
              </div>
              {list.closed ? null : (
                <a class="button" href="/portal/deals/new">
                  Register a deal
                </a>
              )}
            </div>
            {list.closed ? <Note kind="plain">{list.closed}</Note> : null}
            {list.deals.length === 0 ? <div class="card soft">You have not registered a deal yet.</div> : null}
            {list.deals.map((deal) => (
              <Row key={deal.dealId} deal={deal} />
            ))}
            {list.before ? (
              <button type="button" class="quiet" onClick={() => setBefore(list.before ?? '')}>
                Earlier ones
              </button>
            ) : null}
          </>
        )}
      </Show>
    </>
  );
};

const Row = ({ deal }: { deal: OwnDealRow }) => (
  <article class="card">
    <div class="row between">
      <h2>
        <a href={`/portal/deals/${deal.dealId}`}>{deal.customer.name}</a>
      </h2>
      <DealPill state={deal.state} />
    </div>
    <p class="break">{deal.says}</p>
    <DealLine deal={deal} />
  </article>
);
