import { useState } from 'preact/hooks';
import type { AgreementView } from '../../../functions/agreements/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { ProgramText } from '../text.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { useIsContact } from '../visitor.ts';
import { ExtraTerms } from './agreement-terms.tsx';

export const AgreementPage = () => {
  const loaded = useLoad(() => api.get<AgreementView>('/portal/agreement'), 'agreement');
  return <Show of={loaded}>{(view) => <Agreement view={view} reload={loaded.reload} />}</Show>;
};

const valueWords = [
  ['youGain', 'You gain'],
  ['youGive', 'You give'],
  ['weGain', 'We gain'],
  ['weGive', 'We give'],
  ['measuredBy', 'Measured by'],
] as const;

const Agreement = ({ view, reload }: { view: AgreementView; reload: () => Promise<void> }) => (
  <>
    <h1>{view.title}</h1>
    <p class="lead">
      Version {view.version.replace(/^.*\.v(?=\d)/, '')}.{' '}
      {view.signBy && !view.accepted ? `Please sign by ${onDay(view.signBy)}.` : ''}
    </p>
    {view.accepted ? (
      <Note kind="good">
        Accepted on {at(view.accepted.acceptedAt)}; owner on your side: {view.accepted.owner}. Fingerprint of the text:{' '}
        <code class="small" style={{ overflowWrap: 'anywhere' }}>
          {view.accepted.hash}
        </code>
      </Note>
    ) : null}
    <div class="split">
      <div>
        <section class="card" aria-label="Text of the agreement">
          <ProgramText text={view.text} />
        </section>
        <section class="card">
          <h2>Brand rules</h2>
          <ul>
            {view.brandRules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ul>
          <h2>What is not allowed</h2>
          <ul>
            {view.prohibitedTactics.map((tactic) => (
              <li key={tactic}>{tactic}</li>
            ))}
          </ul>
        </section>
        {view.accepted ? null : <Accept view={view} reload={reload} />}
      </div>
      <aside class="card">
        <h2>Who gains what</h2>
        <dl class="facts" style={{ gridTemplateColumns: '1fr' }}>
          {valueWords.map(([key, words]) => (
            <div key={key}>
              <dt>{words}</dt>
              <dd>{view.valueMap[key]}</dd>
            </div>
          ))}
          <div>
            <dt>Owner on our side</dt>
            <dd>{view.ourOwner}</dd>
          </div>
        </dl>
      </aside>
    </div>
  </>
);

const Accept = ({ view, reload }: { view: AgreementView; reload: () => Promise<void> }) => {
  const [owner, setOwner] = useState('');
  const [read, setRead] = useState(false);
  const [terms, setTerms] = useState<Record<string, string>>({});
  const action = useAction();
  const contact = useIsContact();
  if (contact === false) return <Note kind="plain">The contact of your company accepts it.</Note>;
  if (view.blocked) return <Note kind="warn">{view.blocked}</Note>;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const extra = view.asksFor === 'nothing' ? {} : { [view.asksFor]: terms };
    const done = await action.run(() => api.post('/portal/agreement/acceptance', { hash: view.hash, owner, ...extra }));
    if (done) await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Accept</h2>
      <Field
        label="Who on your side is responsible for the partnership?"
        hint="First and last name"
        error={action.refused?.fields.owner}
      >
        {(ids) => (
          <input
            {...ids}
            required
            autocomplete="name"
            value={owner}
            onInput={(event) => setOwner(event.currentTarget.value)}
          />
        )}
      </Field>
      <ExtraTerms asksFor={view.asksFor} terms={terms} change={setTerms} fields={action.refused?.fields ?? {}} />
      <label class="tick">
        <input type="checkbox" required checked={read} onChange={(event) => setRead(event.currentTarget.checked)} />
        <span>I have read the agreement and the brand rules, and accept them for my company.</span>
      </label>
      <WhyNot refused={action.refused} />
      <p class="soft small">We record who accepted, when, the fingerprint of this text, and from where.</p>
      <button type="submit" disabled={action.busy || !read}>
        Accept the agreement
      </button>
    </form>
  );
};
