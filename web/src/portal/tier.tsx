import { useState } from 'preact/hooks';
import type { TierView } from '../../../functions/tiers/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Ahead, BenefitTable, Records, Requirements } from '../tiers/parts.tsx';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { useIsContact } from '../visitor.ts';
import { Asks } from './tier-asks.tsx';

export const TierPage = () => {
  const loaded = useLoad(() => api.get<TierView>('/portal/tier'), 'tier');
  return <Show of={loaded}>{(view) => <Tier view={view} reload={loaded.reload} />}</Show>;
};

const Tier = ({ view, reload }: { view: TierView; reload: () => Promise<void> }) => (
  <>
    <div class="row between">
      <h1>Your tier: {view.tier}</h1>
      {view.programTier === 'Ecosystem' ? null : <Pill kind="good">{view.programTier} partner</Pill>}
    </div>
    <Ahead forecast={view.forecast} />
    {view.manager ? (
      <p>
        {view.manager.name} looks after you: <a href={`mailto:${view.manager.email}`}>{view.manager.email}</a>
      </p>
    ) : null}
    <div class="split">
      <div>
        {view.requirements.length > 0 ? (
          <section class="card" aria-labelledby="asks">
            <h2 id="asks">What {view.tier} asks</h2>
            <Requirements of={view.requirements} caption="Revenue is this quarter's, to date." />
          </section>
        ) : null}
        {view.next ? (
          <section class="card" aria-labelledby="next">
            <h2 id="next">What {view.next} asks</h2>
            <Requirements
              of={view.nextRequirements}
              caption="The better of this quarter and the last one counts. Once everything is there, the tier is yours on the same day."
            />
          </section>
        ) : null}
        <section class="card" aria-labelledby="gives">
          <h2 id="gives">What it gives</h2>
          <BenefitTable view={view} />
        </section>
      </div>
      <aside>
        <Asks asks={view.asks} reload={reload} />
        {view.programType === 'affiliate' ? (
          <Requests view={view} reload={reload} />
        ) : (
          <section class="card">
            <h2>What counts</h2>
            <Records view={view} />
            <p class="small soft">
              People count with a certificate that is valid: invite colleagues on the page{' '}
              <a href="/portal/team">Team</a>, and they find the courses under{' '}
              <a href="/portal/courses">Certification</a>.
            </p>
          </section>
        )}
      </aside>
    </div>
  </>
);

const said = {
  asked: 'We are looking at your application.',
  granted: 'Your application was granted.',
  declined: 'Your application was declined.',
  invited: 'You are invited.',
  accepted: 'You have accepted the invitation.',
  refused: 'You have refused the invitation.',
} as const;

/** Tiers of affiliates change by application or invitation alone [T3]. */
const Requests = ({ view, reload }: { view: TierView; reload: () => Promise<void> }) => {
  const contact = useIsContact();
  return (
    <section class="card" aria-labelledby="requests">
      <h2 id="requests">Preferred and Ambassador</h2>
      {view.request ? (
        <p>
          {said[view.request.state]} <span class="soft small">{onDay(view.request.decidedAt ?? view.request.at)}</span>
          {view.request.reason ? <span class="soft"> {view.request.reason}</span> : null}
        </p>
      ) : null}
      {contact && view.request?.state === 'invited' ? <Invitation text={view.request.text} reload={reload} /> : null}
      {contact && view.mayApply ? <Apply reload={reload} /> : null}
      <p class="small soft">
        {contact === false ? 'The contact of your company applies' : 'You apply'} for Preferred. Ambassadors are
        invited, with terms of their own.
      </p>
    </section>
  );
};

const Invitation = ({ text, reload }: { text: string; reload: () => Promise<void> }) => {
  const action = useAction();
  const answer = async (said_: 'accepted' | 'refused'): Promise<void> => {
    if (await action.run(() => api.post('/portal/tier/invitation', { answer: said_ }))) await reload();
  };
  return (
    <>
      <Note kind="plain">{text}</Note>
      <WhyNot refused={action.refused} />
      <div class="row">
        <button type="button" disabled={action.busy} onClick={() => void answer('accepted')}>
          Become an Ambassador
        </button>
        <button type="button" class="quiet" disabled={action.busy} onClick={() => void answer('refused')}>
          No, thank you
        </button>
      </div>
    </>
  );
};

const Apply = ({ reload }: { reload: () => Promise<void> }) => {
  const [text, setText] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.post('/portal/tier/application', { text }))) await reload();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field
        label="Apply for Preferred"
        hint="What have you done so far, what comes next?"
        error={action.refused?.fields.text}
      >
        {(ids) => (
          <textarea {...ids} required rows={4} value={text} onInput={(event) => setText(event.currentTarget.value)} />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Send the application
      </button>
    </form>
  );
};
