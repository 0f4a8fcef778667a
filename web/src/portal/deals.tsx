import { useState } from 'preact/hooks';
import type { OwnDealRow } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { withDays } from '../dates.ts';
import { DealLine, DealPill } from '../deals.tsx';
import { Empty, Row, Rows } from '../lists.tsx';
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
            {list.deals.length === 0 ? (
              <Empty>You have not registered a deal yet. Register a customer before somebody else does.</Empty>
            ) : (
              <Rows>
                {list.deals.map((deal) => (
                  <Row
                    key={deal.dealId}
                    href={`/portal/deals/${deal.dealId}`}
                    title={deal.customer.name}
                    end={<DealPill state={deal.state} />}
                  >
                    <p class="break">{withDays(deal.says)}</p>
                    <DealLine deal={deal} />
                  </Row>
                ))}
              </Rows>
            )}
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
