import { useState } from 'preact/hooks';
import type { OwnFunds } from '../../../functions/mdf/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { AmountField, typedMinor } from '../amount.tsx';
import { api } from '../api.ts';
import { FundBar } from '../funds.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { FundRequest } from './fund-request.tsx';

/** Market development funds: what there is, what was asked for, and asking. */
export const FundsPage = () => {
  const loaded = useLoad(() => api.get<OwnFunds>('/portal/mdf'), 'mdf');
  return (
    <Show of={loaded}>
      {(own) => (
        <>
          <h1>Market development funds</h1>
          <p class="lead">
            We share the cost of bringing our product to your market. You ask, we decide in 5 business days, you hold
            the activity and show the receipts, we pay.
          </p>
          {own.blocked ? <Note kind="plain">{own.blocked}</Note> : null}
          <div class="split">
            <div>
              {own.requests.length === 0 ? <div class="card soft">You have not asked for anything yet.</div> : null}
              {own.requests.map((request) => (
                <FundRequest key={request.requestId} request={request} today={own.today} reload={loaded.reload} />
              ))}
            </div>
            <div>
              {own.blocked
                ? null
                : own.funds.map((fund) => <FundBar key={fund.quarter} fund={fund} currency={own.currency} />)}
              {own.blocked ? null : <Ask own={own} reload={loaded.reload} />}
            </div>
          </div>
        </>
      )}
    </Show>
  );
};

const empty = { activity: '', title: '', expected: '', activityOn: '', budget: '', fund: '' };
/** The same form sent twice is one request. */
const newKey = (): string => crypto.randomUUID().replaceAll('-', '');

const Ask = ({ own, reload }: { own: OwnFunds; reload: () => Promise<void> }) => {
  const [typed, setTyped] = useState({ ...empty, activity: own.activities[0]?.id ?? '' });
  const [key, setKey] = useState(newKey);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const set = (name: keyof typeof empty) => (value: string) => setTyped({ ...typed, [name]: value });
  const budgetMinor = typedMinor(typed.budget, own.currency) ?? 0;
  const most = Math.floor((budgetMinor * (10_000 - own.matchBp)) / 10_000);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { activity, title, expected, activityOn } = typed;
    const fundMinor = typedMinor(typed.fund, own.currency) ?? 0;
    const body = { key, activity, title, expected, activityOn, budgetMinor, fundMinor };
    if (!(await action.run(() => api.post('/portal/mdf', body)))) return;
    setTyped({ ...empty, activity: own.activities[0]?.id ?? '' });
    setKey(newKey());
    await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Ask for funds</h2>
      <Field label="Activity" error={fields.activity}>
        {(ids) => (
          <select {...ids} value={typed.activity} onChange={(event) => set('activity')(event.currentTarget.value)}>
            {own.activities.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="What is it called?" error={fields.title}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={120}
            value={typed.title}
            onInput={(event) => set('title')(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="When is it held?" hint="Its quarter’s fund pays" error={fields.activityOn}>
        {(ids) => (
          <input
            {...ids}
            required
            type="date"
            min={own.today}
            value={typed.activityOn}
            onInput={(event) => set('activityOn')(event.currentTarget.value)}
          />
        )}
      </Field>
      <AmountField
        label="Budget"
        hint="All that the activity costs"
        currency={own.currency}
        value={typed.budget}
        error={fields.budgetMinor}
        change={set('budget')}
      />
      <AmountField
        label="Asked for"
        hint={
          budgetMinor > 0
            ? `Your own part is ${own.matchBp / 100} %: at most ${moneyText({ minor: most, currency: own.currency })}`
            : `Your own part is ${own.matchBp / 100} % of the budget`
        }
        currency={own.currency}
        value={typed.fund}
        error={fields.fundMinor}
        change={set('fund')}
      />
      <Field label="What should it bring?" hint="Leads, meetings, sales: what you would count" error={fields.expected}>
        {(ids) => (
          <textarea
            {...ids}
            required
            maxLength={1000}
            value={typed.expected}
            onInput={(event) => set('expected')(event.currentTarget.value)}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Ask
      </button>
    </form>
  );
};
