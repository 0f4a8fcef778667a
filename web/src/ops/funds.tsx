import type * as z from 'zod';
import type { OwnFunds, routes } from '../../../functions/mdf/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { day, FundBar, FundFacts, FundState, Proofs } from '../funds.tsx';
import { Paged, Row, Rows } from '../lists.tsx';
import { Note, Show, useLoad } from '../ui.tsx';

type List = z.infer<NonNullable<(typeof routes)['listFundRequests']['answer']>>;
type PartnerFunds = OwnFunds & { readonly company: string };

/** Requests that are not over, of all partners. */
export const FundsOpsPage = () => (
  <>
    <h1>Funds</h1>
    <p class="lead">Requests for market development funds that are not over, the oldest first.</p>
    <Paged<List, List['requests'][number]>
      path="/ops/mdf"
      of={({ requests }) => requests}
      empty="No request is under way. Partners from Silver on ask on their page Funds."
    >
      {(requests) => (
        <Rows>
          {requests.map((request) => (
            <Row
              key={request.requestId}
              href={`/ops/mdf/${request.partnerId}/${request.requestId}`}
              title={`${request.company}: ${request.title}`}
              end={<FundState state={request.state} />}
            >
              <p>
                {moneyText({ minor: request.approvedMinor ?? request.askedMinor, currency: request.currency })} for{' '}
                {request.activityLabel.toLowerCase()}, {request.quarter.replace('-', ' ')}
              </p>
              <p class="soft small">
                Asked {at(request.requestedAt)}
                {request.due ? `. The partner’s turn, until ${day(request.due.lastDay)}` : ''}
              </p>
            </Row>
          ))}
        </Rows>
      )}
    </Paged>
  </>
);

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
