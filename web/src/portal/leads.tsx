import { useState } from 'preact/hooks';
import type { OwnDealRow } from '../../../functions/deals/contract.ts';
import type { OwnLead, OwnLeads } from '../../../functions/leads/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { ReasonForm } from '../forms.tsx';
import { LeadState, Person } from '../leads.tsx';
import { Empty } from '../lists.tsx';
import { spoken } from '../text.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

/** Inbound leads: what this partner takes, what it is offered, and what it has. */
export const LeadsPage = () => {
  const loaded = useLoad(() => api.get<OwnLeads>('/portal/leads'), 'leads');
  const deals = useLoad(() => api.get<Deals>('/portal/deals'), 'deals');
  const { reload } = loaded;
  return (
    <Show of={loaded}>
      {(own) => (
        <>
          <h1>Leads</h1>
          <p class="lead">
            Companies that asked us to be called. You have two business days to accept one; after that it goes to the
            next partner.
          </p>
          {own.blocked ? <Note kind="plain">{own.blocked}</Note> : null}
          <div class="split">
            <div>
              {own.leads.length === 0 ? (
                <Empty>
                  No lead has been offered to you yet. Say which you take; the next that fits comes by letter.
                </Empty>
              ) : null}
              {own.leads.map((lead) => (
                <One
                  key={lead.leadId}
                  lead={lead}
                  choices={own.choices}
                  deals={deals.data?.deals ?? []}
                  reload={reload}
                />
              ))}
            </div>
            <div>{own.blocked ? null : <Taking own={own} reload={reload} />}</div>
          </div>
        </>
      )}
    </Show>
  );
};

interface Deals {
  readonly deals: readonly OwnDealRow[];
}

interface Given {
  readonly lead: OwnLead;
  readonly reload: () => Promise<void>;
}

const labelOf = (all: OwnLeads['choices']['regions'], id: string): string =>
  all.find((one) => one.id === id)?.label ?? id;

const One = ({ lead, choices, deals, reload }: Given & Deals & Pick<OwnLeads, 'choices'>) => (
  <article class="card" aria-label={lead.company}>
    <div class="row between">
      <h2 style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{lead.company}</h2>
      <LeadState state={lead.state} />
    </div>
    <p>
      {labelOf(choices.regions, lead.region)} · {labelOf(choices.verticals, lead.vertical)}
    </p>
    {lead.by ? (
      <Note kind="warn">
        Accept it by <b>{at(lead.by)}</b>. Name, address and message are shown then.
      </Note>
    ) : null}
    {lead.person ? <Person person={lead.person} /> : null}
    {lead.reports.map((one) => (
      <p key={one.at} class="small">
        <b>{spoken(one.outcome)}</b> <span class="soft">{at(one.at)}</span> {one.note}
      </p>
    ))}
    {lead.dealId ? (
      <p>
        <a href={`/portal/deals/${lead.dealId}`}>The deal that it became</a>
      </p>
    ) : null}
    {lead.state === 'offered' ? <Answer lead={lead} reload={reload} /> : null}
    {lead.next.length > 0 ? <Report lead={lead} deals={deals} reload={reload} /> : null}
  </article>
);

const Answer = ({ lead, reload }: Given) => {
  const action = useAction();
  const path = `/portal/leads/${lead.leadId}/answer`;
  const accept = async (): Promise<void> => {
    await action.run(() => api.post(path, { answer: 'accept' }));
    await reload();
  };
  return (
    <>
      <WhyNot refused={action.refused} />
      <button type="button" disabled={action.busy} style={{ marginBottom: '.6rem' }} onClick={() => void accept()}>
        Accept <span class="trap">{lead.company}</span>
      </button>
      <ReasonForm
        title="Decline"
        label="Why?"
        path={path}
        body={{ answer: 'decline' }}
        button="Decline"
        kind="quiet"
        maxLength={500}
        reload={reload}
      />
    </>
  );
};

const Report = ({ lead, deals, reload }: Given & Deals) => {
  const [outcome, setOutcome] = useState(lead.next[0] ?? '');
  const [note, setNote] = useState('');
  const [dealId, setDealId] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { outcome, note: note.trim(), ...(dealId ? { dealId } : {}) };
    if (!(await action.run(() => api.post(`/portal/leads/${lead.leadId}/outcome`, body)))) return;
    setNote('');
    await reload();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label="What has become of it?">
        {(ids) => (
          <select {...ids} value={outcome} onChange={(event) => setOutcome(event.currentTarget.value)}>
            {lead.next.map((one) => (
              <option key={one} value={one}>
                {spoken(one)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Note" hint="Optional" error={action.refused?.fields.note}>
        {(ids) => <input {...ids} maxLength={1000} value={note} onInput={(e) => setNote(e.currentTarget.value)} />}
      </Field>
      {deals.length > 0 ? (
        <Field label="Deal" hint="The deal that it became, if there is one" error={action.refused?.fields.dealId}>
          {(ids) => (
            <select {...ids} value={dealId} onChange={(e) => setDealId(e.currentTarget.value)}>
              <option value="">None</option>
              {deals.map((deal) => (
                <option key={deal.dealId} value={deal.dealId}>
                  {deal.customer.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Report
      </button>
    </form>
  );
};

const Taking = ({ own, reload }: { own: OwnLeads; reload: () => Promise<void> }) => {
  const [setting, setSetting] = useState(own.setting);
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { accepts, regions, verticals } = setting;
    if (await action.run(() => api.put('/portal/lead-setting', { accepts, regions, verticals }))) await reload();
  };
  const turn = (part: 'regions' | 'verticals', id: string): void => {
    const has = setting[part].includes(id);
    setSetting({ ...setting, [part]: has ? setting[part].filter((one) => one !== id) : [...setting[part], id] });
  };
  const choice = (part: 'regions' | 'verticals', legend: string) => (
    <fieldset style={{ marginTop: '.8rem' }}>
      <legend>{legend}</legend>
      <p class="soft small">None ticked means all.</p>
      {own.choices[part].map(({ id, label }) => (
        <label key={id} class="tick">
          <input type="checkbox" checked={setting[part].includes(id)} onChange={() => turn(part, id)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Which leads you take</h2>
      <label class="tick">
        <input
          type="checkbox"
          checked={setting.accepts}
          onChange={(event) => setSetting({ ...setting, accepts: event.currentTarget.checked })}
        />
        <span>Offer us leads</span>
      </label>
      {choice('regions', 'Territory')}
      {choice('verticals', 'Verticals')}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Save
      </button>
      {own.setting.changedAt ? <p class="soft small">Saved {at(own.setting.changedAt)}</p> : null}
    </form>
  );
};
