import { useState } from 'preact/hooks';
import type { LeadRow, LeadView } from '../../../functions/leads/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { ReasonForm } from '../forms.tsx';
import { LeadState, Person } from '../leads.tsx';
import { Paged, Row, Rows } from '../lists.tsx';
import { spoken } from '../text.tsx';
import { Note, Show, useLoad } from '../ui.tsx';
import { EnterLeads } from './enter-leads.tsx';

interface List {
  readonly leads: readonly LeadRow[];
  readonly cursor?: string;
}

/** Leads that are not over, and entering new ones. */
export const LeadsOpsPage = () => {
  const [entered, setEntered] = useState(0);
  return (
    <>
      <h1>Leads</h1>
      <p class="lead">Inbound leads that are not over, the oldest first. Each goes to one partner after the other.</p>
      <div class="split">
        <div>
          <Paged<List, LeadRow>
            key={entered}
            path="/ops/leads"
            of={({ leads }) => leads}
            empty="No lead is under way. Enter one here, or let your site send them signed to /api/leads."
          >
            {(leads) => (
              <Rows>
                {leads.map((lead) => (
                  <Lead key={lead.leadId} lead={lead} />
                ))}
              </Rows>
            )}
          </Paged>
        </div>
        <EnterLeads reload={async () => setEntered(entered + 1)} />
      </div>
    </>
  );
};

const Lead = ({ lead }: { lead: LeadRow }) => (
  <Row href={`/ops/leads/${lead.leadId}`} title={lead.company} end={<LeadState state={lead.state} />}>
    <p>
      {spoken(lead.region)}, {spoken(lead.vertical)}
      {lead.owner ? ` · ${lead.owner.company}` : ''}
    </p>
    <p class="soft small">Received {at(lead.receivedAt)}</p>
  </Row>
);

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
              {spoken(lead.region)}, {spoken(lead.vertical)} · received {at(lead.receivedAt)}
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
              {lead.person ? (
                <ReasonForm
                  title="Forget this person"
                  label="Why?"
                  hint="Who asked, and when"
                  path={`/ops/leads/${lead.leadId}/erasure`}
                  button="Forget for good"
                  kind="danger"
                  maxLength={500}
                  reload={loaded.reload}
                />
              ) : null}
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
