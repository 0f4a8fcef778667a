import { useState } from 'preact/hooks';
import type { MdfView } from '../../../functions/mdf/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { ReasonForm } from '../forms.tsx';
import { day, FundFacts, FundState, Proofs } from '../funds.tsx';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';
import { ProofForm } from './fund-proof.tsx';

interface Given {
  readonly request: MdfView;
  /** Of the program's calendar. */
  readonly today: string;
  readonly reload: () => Promise<void>;
}

const NEXT = {
  activity: 'Tell us when it was held',
  proof: 'Hand in receipts, figures and the lead list',
  more: 'Add to your proof',
} as const;

/** One request: where it stands, what the partner does next, and by when. */
export const FundRequest = ({ request, today, reload }: Given) => (
  <article class="card" aria-label={request.title}>
    <div class="row between">
      <h2 style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{request.title}</h2>
      <FundState state={request.state} />
    </div>
    <p>
      {moneyText({
        minor: request.settledMinor ?? request.approvedMinor ?? request.askedMinor,
        currency: request.currency,
      })}
    </p>
    {request.due ? (
      <Note kind="warn">
        {NEXT[request.due.what]} by <b>{day(request.due.lastDay)}</b>.
        {request.due.what === 'more' ? <div>We asked: {request.moreAsked?.reason}</div> : null}
      </Note>
    ) : null}
    {request.state === 'approved' ? <HeldOn request={request} today={today} reload={reload} /> : null}
    {request.mayProve ? (
      <ProofForm request={request} today={today} reload={reload} isOpen={request.due?.what !== 'activity'} />
    ) : null}
    <details>
      <summary>All that is known</summary>
      <FundFacts request={request} />
      <Proofs request={request} files="/portal/files" />
      {request.heldOn ? <Results request={request} reload={reload} /> : null}
    </details>
    {request.mayCancel ? (
      <ReasonForm
        title="Call it off"
        label="Why?"
        path={`/portal/mdf/${request.requestId}/cancellation`}
        button="Call it off"
        kind="danger"
        maxLength={500}
        reload={reload}
      />
    ) : null}
  </article>
);

const HeldOn = ({ request, today, reload }: Given) => {
  const [heldOn, setHeldOn] = useState(request.activityOn < today ? request.activityOn : '');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const path = `/portal/mdf/${request.requestId}/activity`;
    if (await action.run(() => api.post(path, { heldOn }))) await reload();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label="It was held on" error={action.refused?.fields.heldOn}>
        {(ids) => (
          <input
            {...ids}
            required
            type="date"
            max={today}
            value={heldOn}
            style={{ maxWidth: '14rem' }}
            onInput={(event) => setHeldOn(event.currentTarget.value)}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy} style={{ margin: '.6rem 0' }}>
        Say so
      </button>
    </form>
  );
};

const listed = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** Leads and deals that the activity brought, by their ids. */
const Results = ({ request, reload }: Omit<Given, 'today'>) => {
  const [leads, setLeads] = useState(request.leads.join('\n'));
  const [deals, setDeals] = useState(request.deals.join('\n'));
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { leads: listed(leads), deals: listed(deals) };
    if (await action.run(() => api.put(`/portal/mdf/${request.requestId}/results`, body))) await reload();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label="Leads it brought" hint="Their ids, one a line" error={action.refused?.fields.leads}>
        {(ids) => <textarea {...ids} value={leads} onInput={(event) => setLeads(event.currentTarget.value)} />}
      </Field>
      <Field label="Deals it brought" hint="Their ids, one a line" error={action.refused?.fields.deals}>
        {(ids) => <textarea {...ids} value={deals} onInput={(event) => setDeals(event.currentTarget.value)} />}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" class="quiet" disabled={action.busy}>
        Keep
      </button>
    </form>
  );
};
