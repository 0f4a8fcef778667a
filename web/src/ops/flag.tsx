import { useState } from 'preact/hooks';
import type { FlagView } from '../../../functions/fraud/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { DecisionCard, useDecision } from '../forms.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { History, NotRun } from './flag-history.tsx';
import { FlagState } from './flags.tsx';

type Reload = () => Promise<void>;
const pathOf = ({ partnerId, flagId }: { partnerId: string; flagId: string }) =>
  `/ops/partners/${encodeURIComponent(partnerId)}/flags/${encodeURIComponent(flagId)}`;

export const FlagPage = (of: { partnerId: string; flagId: string }) => {
  const loaded = useLoad(() => api.get<FlagView>(pathOf(of)), of.flagId);
  return <Show of={loaded}>{(flag) => <Flag flag={flag} reload={loaded.reload} />}</Show>;
};

const Flag = ({ flag, reload }: { flag: FlagView; reload: Reload }) => (
  <>
    <p class="soft small">
      <a href={`/ops/partners/${flag.partnerId}`}>{flag.company}</a>
    </p>
    <div class="row between">
      <h1>{flag.title}</h1>
      <FlagState flag={flag} />
    </div>
    <p class="lead">
      Raised {at(flag.raisedAt)} by {flag.raisedBy}.
    </p>
    <div class="split">
      <div>
        <Evidence flag={flag} />
        <Accruals flag={flag} />
        {flag.state === 'open' ? <Decide flag={flag} reload={reload} /> : <Decided flag={flag} />}
        {flag.state === 'open' ? <Extend flag={flag} reload={reload} /> : null}
      </div>
      <aside>
        <History flag={flag} />
        <NotRun flag={flag} />
      </aside>
    </div>
  </>
);

const Evidence = ({ flag }: { flag: FlagView }) => (
  <section class="card" aria-labelledby="evidence">
    <h2 id="evidence">Evidence</h2>
    <ul class="plain">
      {flag.found.map((one) => (
        <li key={one.rule}>
          {flag.found.length > 1 ? <strong>{one.title}: </strong> : null}
          {one.says}
        </li>
      ))}
    </ul>
  </section>
);

const verbs = {
  open: 'Holds',
  released: 'Held',
  rejected: 'Rejected',
  lapsed: 'Held',
  shadow: 'Would have held',
} as const;

const Accruals = ({ flag }: { flag: FlagView }) => {
  if (flag.action === 'look') return null;
  const verb = flag.state === 'shadow' && flag.action === 'reject' ? 'Would have rejected' : verbs[flag.state];
  return (
    <section class="card" aria-labelledby="accruals">
      <h2 id="accruals">{verb}</h2>
      {flag.accruals.length === 0 ? <p class="soft">Nothing so far.</p> : null}
      <ul class="plain small">
        {flag.accruals.map(({ sale }) => (
          <li key={sale}>
            <a href={`/ops/sales/${encodeURIComponent(sale)}`}>{sale}</a>
          </li>
        ))}
      </ul>
      {flag.more ? <p class="soft small">And others.</p> : null}
      {flag.scope === 'partner' && flag.state === 'open' ? (
        <p class="soft small">What the partner earns while this is open is held as well.</p>
      ) : null}
    </section>
  );
};

const Decide = ({ flag, reload }: { flag: FlagView; reload: Reload }) => {
  const [outcome, setOutcome] = useState('released');
  const [reason, setReason] = useState('');
  const { action, decide, late } = useDecision(reload);
  const looks = flag.action === 'look';
  return (
    <DecisionCard
      action={action}
      late={late}
      choices={[
        ['released', looks ? 'Nothing is wrong' : 'Release what it holds'],
        ['rejected', looks ? 'Something is wrong, on record' : 'Reject what it holds, with an appeal'],
      ]}
      outcome={outcome}
      choose={setOutcome}
      decide={() => void decide(() => api.post(`${pathOf(flag)}/decision`, { outcome, reason }))}
      below={
        <ul class="plain soft small" style={{ marginTop: '.8rem' }}>
          {flag.next.map(({ at: when, says }) => (
            <li key={when}>
              Undecided on {at(when)}, {says}
            </li>
          ))}
        </ul>
      }
    >
      <Field label="Reason" hint="The partner reads it, and it stays on record" error={action.refused?.fields.reason}>
        {(ids) => (
          <textarea {...ids} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        )}
      </Field>
    </DecisionCard>
  );
};

const Decided = ({ flag }: { flag: FlagView }) => {
  if (flag.state === 'shadow') return <Note kind="plain">Its rule is in shadow mode: there is nothing to decide.</Note>;
  const who = flag.decidedByName ? `by ${flag.decidedByName}` : 'by rule';
  return (
    <>
      <Note kind={flag.state === 'rejected' ? 'warn' : 'good'}>
        <strong>{flag.state === 'rejected' ? 'Rejected' : 'Released'}</strong> {who}
        {flag.decidedAt ? ` on ${at(flag.decidedAt)}` : ''}.{flag.reason ? <p>{flag.reason}</p> : null}
      </Note>
      {flag.appeal ? (
        <section class="card" aria-labelledby="appeal">
          <h2 id="appeal">Appeal</h2>
          <p style={{ whiteSpace: 'pre-wrap' }}>{flag.appeal.reason}</p>
          <p class="soft small">
            {flag.appeal.state === 'open'
              ? 'Waits on the list of decisions, for somebody who did not decide before.'
              : `${flag.appeal.state === 'upheld' ? 'The rejection was upheld' : 'It was reinstated'}: ${flag.appeal.answer}`}
          </p>
        </section>
      ) : null}
    </>
  );
};

const Extend = ({ flag, reload }: { flag: FlagView; reload: Reload }) => {
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { secondOwnerAt: new Date(`${day}T12:00:00`).toISOString(), reason };
    if (await action.run(() => api.post(`${pathOf(flag)}/time-out`, body))) await reload();
  };
  return (
    <details class="card">
      <summary>Choose another time-out</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label="Until"
          hint={`Then ops own it too, and it ends two weeks later. At most until ${at(flag.longestUntil)}`}
          error={action.refused?.fields.secondOwnerAt}
        >
          {(ids) => (
            <input {...ids} type="date" required value={day} onInput={(event) => setDay(event.currentTarget.value)} />
          )}
        </Field>
        <Field label="Why this time is needed" error={action.refused?.fields.reason}>
          {(ids) => (
            <input {...ids} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          Set
        </button>
      </form>
    </details>
  );
};
