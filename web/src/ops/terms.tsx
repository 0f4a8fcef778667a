import { useState } from 'preact/hooks';
import type { TermsView } from '../../../functions/commissions/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { useTexts } from '../forms.tsx';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

const TIER = 'the plan of its tier';
const stateKind = { proposed: 'now', approved: 'done', refused: '' } as const;

/** Which plan a partner has and will have [T3], and the way to ask for another. */
export const TermsPart = ({ partnerId }: { partnerId: string }) => {
  const path = `/ops/partners/${partnerId}/terms`;
  const loaded = useLoad(() => api.get<TermsView>(path), partnerId);
  return (
    <section class="card" aria-labelledby="terms">
      <h2 id="terms">Terms</h2>
      <Show of={loaded}>
        {(view) => (
          <>
            <p>
              {view.now ? <strong>{view.now.name}</strong> : 'Earns by margin, not by commission.'}{' '}
              {view.now ? (
                <span class="soft">({view.now.because === 'tier' ? 'of its tier' : 'its own terms'})</span>
              ) : null}
            </p>
            <ul class="small" style={{ paddingLeft: '1.1rem' }}>
              {view.changes.map((one) => (
                <li key={one.changeId}>
                  {one.plan ?? TIER} <span class="soft">from {at(fromOf(view, one.changeId) ?? one.from)}</span>{' '}
                  <Pill kind={stateKind[one.state]}>{one.state}</Pill>
                </li>
              ))}
            </ul>
            <Ask path={path} plans={view.plans} reload={loaded.reload} />
          </>
        )}
      </Show>
    </section>
  );
};

/** Where a decision came late, terms begin later than was asked. */
const fromOf = ({ versions }: TermsView, changeId: string): string | undefined =>
  versions.find((one) => one.changeId === changeId)?.from;

const empty = { plan: '', day: '', reason: '' };

const Ask = ({ path, plans, reload }: { path: string; plans: TermsView['plans']; reload: () => Promise<void> }) => {
  const { texts, setTexts, bind } = useTexts(empty);
  // One key for what is being typed: a second click is the same change.
  const [key, setKey] = useState<string>(crypto.randomUUID());
  const [said, setSaid] = useState(false);
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { plan, day, reason } = texts;
    const body = { key, plan: plan || null, from: `${day}T00:00:00.000Z`, reason };
    setSaid(false);
    if (!(await action.run(() => api.post(path, body)))) return;
    setSaid(true);
    setTexts(empty);
    setKey(crypto.randomUUID());
    await reload();
  };
  const fields = action.refused?.fields ?? {};
  return (
    <details>
      <summary>Change the terms</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Plan" error={fields.plan}>
          {(ids) => (
            <select {...ids} {...bind('plan')}>
              <option value="">{TIER}</option>
              {plans.map(({ plan, name }) => (
                <option key={plan} value={plan}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="From" hint="the beginning of the day in UTC; worse terms need 30 days" error={fields.from}>
          {(ids) => <input {...ids} {...bind('day')} type="date" required />}
        </Field>
        <Field label="Why" hint="The partner is told this" error={fields.reason}>
          {(ids) => <input {...ids} {...bind('reason')} required />}
        </Field>
        <WhyNot refused={action.refused} />
        {said ? <Note kind="good">It takes a second person: the others see it among the decisions.</Note> : null}
        <button type="submit" disabled={action.busy}>
          Ask for it
        </button>
      </form>
    </details>
  );
};
