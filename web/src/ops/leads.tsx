import { useState } from 'preact/hooks';
import type { LeadRow, LeadView } from '../../../functions/leads/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { LeadState, Person } from '../leads.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { EnterLeads } from './enter-leads.tsx';

interface List {
  readonly leads: readonly LeadRow[];
  readonly cursor?: string;
}

/** Leads that are not over, and entering new ones. */
export const LeadsOpsPage = () => {
  const [cursor, setCursor] = useState('');
  const loaded = useLoad(
    () => api.get<List>(`/ops/leads${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`),
    cursor,
  );
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          <h1>Leads</h1>
          <p class="lead">
            Inbound leads that are not over, the oldest first. Each goes to one partner after the other.
          </p>
          <div class="split">
            <div>
              {list.leads.length === 0 ? <div class="card soft">There is none.</div> : null}
              {list.leads.map((lead) => (
                <article key={lead.leadId} class="card">
                  <div class="row between">
                    <h2 style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
                      <a href={`/ops/leads/${lead.leadId}`}>{lead.company}</a>
                    </h2>
                    <LeadState state={lead.state} />
                  </div>
                  <p>
                    {lead.region}, {lead.vertical}
                    {lead.owner ? ` · ${lead.owner.company}` : ''}
                  </p>
                  <p class="soft small">Received {at(lead.receivedAt)}</p>
                </article>
              ))}
              {list.cursor ? (
                <button type="button" class="quiet" onClick={() => setCursor(list.cursor ?? '')}>
                  More
                </button>
              ) : null}
            </div>
            <EnterLeads reload={loaded.reload} />
          </div>
        </>
      )}
    </Show>
  );
};

/** One lead: whom it was offered to and why, what was reported, and who is behind it. */
export const LeadOpsPage = ({ leadId }: { leadId: string }) => {
  const loaded = useLoad(() => api.get<LeadView>(`/ops/leads/${encodeURIComponent(leadId)}`), leadId);
  return (
    <Show of={loaded}>
      {(lead) => (
        <>
          <p class="soft small">
            <a href="/ops/leads">Leads</a>
          </p>
          <h1>{lead.company}</h1>
          <div class="row">
            <LeadState state={lead.state} />
            <span class="soft small">
              {lead.region}, {lead.vertical} · received {at(lead.receivedAt)}
            </span>
          </div>
          {lead.because ? <Note kind="plain">{lead.because}</Note> : null}
          <div class="split" style={{ marginTop: '1rem' }}>
            <div>
              <section class="card" aria-labelledby="offers">
                <h2 id="offers">Offered to</h2>
                {lead.offers.length === 0 ? <p class="soft">Nobody yet.</p> : null}
                {lead.offers.map((offer) => (
                  <p key={offer.at}>
                    <a href={`/ops/partners/${offer.partnerId}`}>{offer.company}</a>, {offer.result}
                    {offer.reason ? `: ${offer.reason}` : ''}
                    <br />
                    <span class="soft small">
                      {at(offer.at)}: {offer.because}
                    </span>
                  </p>
                ))}
              </section>
              {lead.reports.length > 0 ? (
                <section class="card" aria-labelledby="reports">
                  <h2 id="reports">Reported</h2>
                  {lead.reports.map((one) => (
                    <p key={one.at}>
                      <b>{one.outcome}</b> <span class="soft small">{at(one.at)}</span> {one.note}
                    </p>
                  ))}
                </section>
              ) : null}
              {lead.dealId ? (
                <p>
                  <a href={`/ops/deals/${lead.dealId}`}>The deal that it became</a>
                </p>
              ) : null}
            </div>
            <section class="card" aria-labelledby="person">
              <h2 id="person">Who is behind it</h2>
              {lead.person ? <Person person={lead.person} /> : <p class="soft">Forgotten.</p>}
              {lead.person ? <Erase lead={lead} reload={loaded.reload} /> : null}
              <p class="soft small">
                Lead {leadId}, from {lead.source}
              </p>
            </section>
          </div>
        </>
      )}
    </Show>
  );
};

const Erase = ({ lead, reload }: { lead: LeadView; reload: () => Promise<void> }) => {
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.post(`/ops/leads/${lead.leadId}/erasure`, { reason }))) await reload();
  };
  return (
    <details>
      <summary>Forget this person</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Why?" hint="Who asked, and when" error={action.refused?.fields.reason}>
          {(ids) => (
            <input {...ids} required maxLength={500} value={reason} onInput={(e) => setReason(e.currentTarget.value)} />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="danger" disabled={action.busy} style={{ marginTop: '.6rem' }}>
          Forget for good
        </button>
      </form>
    </details>
  );
};
