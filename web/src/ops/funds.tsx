import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { OwnFunds, routes } from '../../../functions/mdf/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { day, FundBar, FundFacts, FundState, Proofs } from '../funds.tsx';
import { Note, Show, useLoad } from '../ui.tsx';

type List = z.infer<NonNullable<(typeof routes)['listFundRequests']['answer']>>;
type PartnerFunds = OwnFunds & { readonly company: string };

/** Requests that are not over, of all partners. */
export const FundsOpsPage = () => {
  const [cursor, setCursor] = useState('');
  const loaded = useLoad(
    () => api.get<List>(`/ops/mdf${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
    cursor,
  );
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          <h1>Funds</h1>
          <p class="lead">Requests for market development funds that are not over, the oldest first.</p>
          {list.requests.length === 0 ? <div class="card soft">There is none.</div> : null}
          {list.requests.map((request) => (
            <article key={request.requestId} class="card">
              <div class="row between">
                <h2 style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                  <a href={`/ops/mdf/${request.partnerId}/${request.requestId}`}>
                    {request.company}: {request.title}
                  </a>
                </h2>
                <FundState state={request.state} />
              </div>
              <p>
                {moneyText({ minor: request.approvedMinor ?? request.askedMinor, currency: request.currency })} for{' '}
                {request.activityLabel.toLowerCase()}, {request.quarter.replace('-', ' ')}
              </p>
              <p class="soft small">
                Asked {at(request.requestedAt)}
                {request.due ? `. The partner’s turn, until ${day(request.due.lastDay)}` : ''}
              </p>
            </article>
          ))}
          {list.cursor ? (
            <button type="button" class="quiet" onClick={() => setCursor(list.cursor ?? '')}>
              More
            </button>
          ) : null}
        </>
      )}
    </Show>
  );
};

/** The funds of one partner; one of its requests in full. */
export const PartnerFundsPage = ({ partnerId, requestId }: { partnerId: string; requestId: string }) => {
  const loaded = useLoad(() => api.get<PartnerFunds>(`/ops/partners/${partnerId}/mdf`), partnerId);
  return (
    <Show of={loaded}>
      {(own) => {
        const shown = own.requests.find((one) => one.requestId === requestId);
        return (
          <>
            <p class="soft small">
              <a href={`/ops/partners/${partnerId}`}>{own.company}</a>
            </p>
            <h1>{shown ? shown.title : 'Market development funds'}</h1>
            {own.blocked ? <Note kind="plain">{own.blocked}</Note> : null}
            <div class="split">
              <div>
                {shown ? (
                  <article class="card">
                    <FundState state={shown.state} />
                    <FundFacts request={shown} />
                    <Proofs request={shown} files={`/ops/partners/${partnerId}/files`} />
                    <p class="soft small" style={{ marginTop: '.8rem' }}>
                      Request {shown.requestId} of partner {partnerId}
                    </p>
                  </article>
                ) : null}
                <section class="card" aria-labelledby="requests">
                  <h2 id="requests">All requests</h2>
                  {own.requests.length === 0 ? <p class="soft">None yet.</p> : null}
                  <ul class="plain">
                    {own.requests.map((one) => (
                      <li key={one.requestId} class="row between" style={{ padding: '.3rem 0' }}>
                        <a href={`/ops/mdf/${partnerId}/${one.requestId}`}>{one.title}</a>
                        <FundState state={one.state} />
                      </li>
                    ))}
                  </ul>
                </section>
              </div>
              <div>
                {own.funds.map((fund) => (
                  <FundBar key={fund.quarter} fund={fund} currency={own.currency} />
                ))}
              </div>
            </div>
          </>
        );
      }}
    </Show>
  );
};
