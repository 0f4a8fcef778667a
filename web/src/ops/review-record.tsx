import { useState } from 'preact/hooks';
import type { OpsReviewView } from '../../../functions/reviews/contract.ts';
import { minorOf } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { Field, useAction, WhyNot } from '../ui.tsx';
import type { Reload } from './review.tsx';

interface Agreed {
  readonly what: string;
  readonly owner: string;
  readonly dueOn: string;
}

const TIERS = ['', 'Registered', 'Silver', 'Gold', 'Platinum', 'Standard', 'Preferred', 'Ambassador'] as const;
const results = [
  ['continue', 'Go on as before'],
  ['optimise', 'Optimise: talk the terms over'],
] as const;

/** What came of the meeting: the summary, actions with owners and dates, the plan, an override of the tier. */
export const RecordForm = ({ review, path, reload }: { review: OpsReviewView; path: string; reload: Reload }) => {
  const [summary, setSummary] = useState('');
  const [result, setResult] = useState<'continue' | 'optimise'>('continue');
  const [actions, setActions] = useState<readonly Agreed[]>([]);
  const [words, setWords] = useState('');
  const [target, setTarget] = useState('');
  const [currency, setCurrency] = useState(
    review.package?.figures.find(({ id }) => id.startsWith('revenue-'))?.currency ?? 'USD',
  );
  const [tier, setTier] = useState('');
  const [because, setBecause] = useState('');
  const action = useAction();
  const planOf = () => {
    const minor = target ? minorOf(target, currency) : undefined;
    return words ? { plan: { words, ...(minor === undefined ? {} : { target: { minor, currency } }) } } : {};
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const override = tier ? { tierOverride: { tier, reason: because } } : {};
    const body = { summary, result, actions, ...planOf(), ...override };
    if (await action.run(() => api.post(`${path}/record`, body))) await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Record the review</h2>
      <Field label="Summary" hint="The partner reads it" error={action.refused?.fields.summary}>
        {(ids) => <textarea {...ids} required value={summary} onInput={(e) => setSummary(e.currentTarget.value)} />}
      </Field>
      <fieldset>
        <legend>What the review says</legend>
        {results.map(([value, text]) => (
          <label key={value} class="choice">
            <input type="radio" name="result" checked={result === value} onChange={() => setResult(value)} />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
      <Actions actions={actions} setActions={setActions} owners={review.owners} />
      <Field label="Plan for the next quarter" error={action.refused?.fields['plan.words']}>
        {(ids) => <textarea {...ids} value={words} onInput={(e) => setWords(e.currentTarget.value)} />}
      </Field>
      <div class="grid">
        <Field label="Revenue target" hint="Like 30000.00; with a plan">
          {(ids) => (
            <input {...ids} inputMode="decimal" value={target} onInput={(e) => setTarget(e.currentTarget.value)} />
          )}
        </Field>
        <Field label="Currency">
          {(ids) => (
            <input {...ids} maxLength={3} value={currency} onInput={(e) => setCurrency(e.currentTarget.value)} />
          )}
        </Field>
      </div>
      <Field label="Tier against the rule" hint="Only where people decide otherwise than the rule">
        {(ids) => (
          <select {...ids} value={tier} onChange={(e) => setTier(e.currentTarget.value)}>
            {TIERS.map((one) => (
              <option key={one} value={one}>
                {one || 'As the rule says'}
              </option>
            ))}
          </select>
        )}
      </Field>
      {tier ? (
        <Field label="Why" error={action.refused?.fields['tierOverride.reason']}>
          {(ids) => <textarea {...ids} required value={because} onInput={(e) => setBecause(e.currentTarget.value)} />}
        </Field>
      ) : null}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Record it
      </button>
    </form>
  );
};

interface ActionsParts {
  readonly actions: readonly Agreed[];
  readonly setActions: (actions: readonly Agreed[]) => void;
  readonly owners: OpsReviewView['owners'];
}

const Actions = ({ actions, setActions, owners }: ActionsParts) => {
  const change = (index: number, part: Partial<Agreed>): void =>
    setActions(actions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  return (
    <fieldset>
      <legend>Actions</legend>
      {actions.map((one, index) => (
        <div key={index} class="grid" style={{ marginBottom: '.8rem' }}>
          <Field label={`Action ${index + 1}`}>
            {(ids) => (
              <input
                {...ids}
                required
                value={one.what}
                onInput={(e) => change(index, { what: e.currentTarget.value })}
              />
            )}
          </Field>
          <Field label="Owner">
            {(ids) => (
              <select {...ids} value={one.owner} onChange={(e) => change(index, { owner: e.currentTarget.value })}>
                {owners.map(({ personId, name, side }) => (
                  <option key={personId} value={personId}>
                    {name} ({side === 'partner' ? 'partner' : 'us'})
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Due">
            {(ids) => (
              <input
                {...ids}
                type="date"
                required
                value={one.dueOn}
                onInput={(e) => change(index, { dueOn: e.currentTarget.value })}
              />
            )}
          </Field>
          <button type="button" class="link small" onClick={() => setActions(actions.filter((_, at) => at !== index))}>
            Leave out<span class="trap"> action {index + 1}</span>
          </button>
        </div>
      ))}
      <button
        type="button"
        class="quiet small"
        onClick={() => setActions([...actions, { what: '', owner: owners[0]?.personId ?? '', dueOn: '' }])}
      >
        Add an action
      </button>
    </fieldset>
  );
};
