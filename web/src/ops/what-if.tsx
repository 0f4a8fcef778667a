import { useState } from 'preact/hooks';
import type { ShownWhatIf, WhatIfView } from '../../../functions/commissions/contract.ts';
import type { Policy } from '../../../functions/policy/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { useTexts } from '../forms.tsx';
import { go } from '../router.ts';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { withTexts } from './policy-fields.ts';
import { PolicyNumbers, type Texts } from './policy-numbers.tsx';
import { PolicyPlans } from './policy-plans.tsx';
import { WhatIfResult } from './what-if-result.tsx';

const stateKind = { running: 'now', done: 'done', failed: 'bad' } as const;

/** A draft policy over months of history [B2]: what was asked, and the way to ask. */
export const WhatIfPage = ({ whatIfId }: { whatIfId: string }) => {
  const [looks, setLooks] = useState(0);
  return (
    <>
      <h1>What if</h1>
      {whatIfId ? <Found key={whatIfId} whatIfId={whatIfId} looked={() => setLooks(looks + 1)} /> : null}
      <Asked key={`asked ${whatIfId} ${looks}`} />
      <Start />
    </>
  );
};

const Found = ({ whatIfId, looked }: { whatIfId: string; looked: () => void }) => {
  const loaded = useLoad(() => api.get<ShownWhatIf>(`/ops/what-if/${whatIfId}`), whatIfId);
  const look = async (): Promise<void> => {
    await loaded.reload();
    looked();
  };
  return (
    <Show of={loaded}>
      {({ whatIf, result }) => (
        <section class="card" aria-labelledby="result">
          <h2 id="result">{whatIf.note}</h2>
          <p class="soft">
            {whatIf.from} to {whatIf.to}, {whatIf.appliesTo === 'all' ? 'all payments' : 'customers who began in them'}
          </p>
          {result ? <WhatIfResult whatIfId={whatIfId} result={result} /> : null}
          {whatIf.state === 'failed' ? (
            <Note kind="bad">It did not end. Ask anew once the cause is mended.</Note>
          ) : null}
          {whatIf.state === 'running' ? (
            <>
              <Note kind="plain">History is being replayed. Nothing live is written.</Note>
              <button type="button" style={{ marginTop: '.8rem' }} onClick={() => void look()}>
                Look again
              </button>
            </>
          ) : null}
        </section>
      )}
    </Show>
  );
};

const Asked = () => {
  const loaded = useLoad(() => api.get<{ whatIfs: WhatIfView[] }>('/ops/what-if'), 'asked');
  return (
    <Show of={loaded}>
      {({ whatIfs }) =>
        whatIfs.length === 0 ? null : (
          <section class="card" aria-labelledby="asked">
            <h2 id="asked">Asked so far</h2>
            <ul>
              {whatIfs.map((one) => (
                <li key={one.whatIfId}>
                  <a href={`/ops/what-if/${one.whatIfId}`}>{one.note}</a>{' '}
                  <span class="soft small">
                    {one.from} to {one.to}, {at(one.askedAt)}
                  </span>{' '}
                  <Pill kind={stateKind[one.state]}>{one.state}</Pill>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Show>
  );
};

const Start = () => {
  const loaded = useLoad(() => api.get<{ latest: Policy }>('/ops/policy'), 'policy');
  return <Show of={loaded}>{({ latest }) => <Ask latest={latest} />}</Show>;
};

const emptyForm = { from: '', to: '', appliesTo: 'all', note: '' };

const Ask = ({ latest }: { latest: Policy }) => {
  const [base, setBase] = useState(latest);
  const [texts, setTexts] = useState<Texts>({});
  const { texts: form, bind } = useTexts(emptyForm);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  // One key for what is being typed: a second click is the same question.
  const [key, setKey] = useState<string>(crypto.randomUUID());
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { document, wrong: found } = withTexts(base, texts);
    setWrong(found);
    if (found.length > 0) return;
    const ask = async () => {
      const { whatIfId } = await api.post<WhatIfView>('/ops/what-if', { key, draft: { document }, ...form });
      setKey(crypto.randomUUID());
      go(`/ops/what-if/${whatIfId}`);
    };
    await action.run(ask);
  };
  const fields = action.refused?.fields ?? {};
  const errors = Object.fromEntries(wrong.map((name) => [name, 'Type a number like 25 or 12.5.']));
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Ask</h2>
      <p class="soft">Change what the draft changes; the rest is the newest version of the policy.</p>
      <PolicyNumbers document={base} texts={texts} setTexts={setTexts} errors={errors} />
      <PolicyPlans document={base} change={setBase} />
      <div class="grid">
        <Field label="From month" hint="like 2027-01" error={fields.from}>
          {(ids) => <input {...ids} {...bind('from')} required pattern="\d{4}-\d{2}" />}
        </Field>
        <Field label="To month" hint="itself included" error={fields.to}>
          {(ids) => <input {...ids} {...bind('to')} required pattern="\d{4}-\d{2}" />}
        </Field>
      </div>
      <Field label="For">
        {(ids) => (
          <select {...ids} {...bind('appliesTo')}>
            <option value="all">all payments of these months</option>
            <option value="new">customers who began in them</option>
          </select>
        )}
      </Field>
      <Field label="Name of the question" error={fields.note}>
        {(ids) => <input {...ids} {...bind('note')} required />}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Replay it
      </button>
    </form>
  );
};
