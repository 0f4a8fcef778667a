import { useState } from 'preact/hooks';
import type { TierView } from '../../../functions/tiers/contract.ts';
import { api } from '../api.ts';
import { Ahead, Records, Requirements } from '../tiers/parts.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

/** Where a partner stands, and what people decide about it [T3, T5, T7]. */
export const StandingPart = ({ partnerId }: { partnerId: string }) => {
  const path = `/ops/partners/${partnerId}`;
  const loaded = useLoad(() => api.get<TierView>(`${path}/tier`), partnerId);
  return (
    <section class="card" aria-labelledby="standing">
      <h2 id="standing">Standing</h2>
      <Show of={loaded}>
        {(view) => (
          <>
            <p>
              <strong>{view.tier}</strong> <span class="soft">· program tier {view.programTier}</span>
            </p>
            <Ahead forecast={view.forecast} />
            {view.requirements.length > 0 ? (
              <Requirements of={view.requirements} caption={`What ${view.tier} asks`} />
            ) : null}
            {view.programType === 'channel' ? (
              <>
                <Records view={view} />
                <Commitment path={path} reload={loaded.reload} />
                <AgreedTerms path={path} tier={view.tier} reload={loaded.reload} />
                <Answers path={path} reload={loaded.reload} />
              </>
            ) : null}
            <ProgramTier path={path} now={view.programTier} reload={loaded.reload} />
            {view.programType === 'affiliate' ? <Ambassador path={path} reload={loaded.reload} /> : null}
            <ByHand path={path} view={view} reload={loaded.reload} />
          </>
        )}
      </Show>
    </section>
  );
};

interface Part {
  readonly path: string;
  readonly reload: () => Promise<void>;
}

/** A folded form of some fields that posts them. */
const Form = <T extends string>(props: {
  title: string;
  button: string;
  fields: readonly {
    name: T;
    label: string;
    hint?: string;
    type?: 'number' | 'date' | 'lines';
    options?: readonly string[];
    optional?: true;
  }[];
  first: Readonly<Record<T, string>>;
  send: (texts: Readonly<Record<T, string>>) => Promise<unknown>;
  reload: () => Promise<void>;
}) => {
  const [texts, setTexts] = useState(props.first);
  const [done, setDone] = useState(false);
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setDone(false);
    if (!(await action.run(() => props.send(texts)))) return;
    setDone(true);
    await props.reload();
  };
  return (
    <details>
      <summary>{props.title}</summary>
      <form onSubmit={(event) => void submit(event)}>
        {props.fields.map(({ name, label, hint, type, options, optional }) => (
          <Field key={name} label={label} {...(hint ? { hint } : {})} error={action.refused?.fields[name]}>
            {(ids) => {
              const bind = {
                ...ids,
                value: texts[name],
                onInput: (event: { currentTarget: { value: string } }) =>
                  setTexts({ ...texts, [name]: event.currentTarget.value }),
              };
              if (options)
                return (
                  <select {...bind}>
                    {options.map((option) => (
                      <option key={option}>{option}</option>
                    ))}
                  </select>
                );
              if (type === 'lines') return <textarea {...bind} rows={5} required />;
              if (type === 'date') return <input {...bind} type="date" required />;
              return <input {...bind} inputMode={type === 'number' ? 'decimal' : 'text'} required={!optional} />;
            }}
          </Field>
        ))}
        <WhyNot refused={action.refused} />
        {done ? <Note kind="good">Done.</Note> : null}
        <button type="submit" disabled={action.busy}>
          {props.button}
        </button>
      </form>
    </details>
  );
};

const Commitment = ({ path, reload }: Part) => (
  <Form
    title="Record a signed commitment"
    button="Record"
    reload={reload}
    first={{ annual: '', currency: 'USD', from: '', until: '', reference: '' }}
    fields={[
      { name: 'annual', label: 'A year', hint: 'in whole units of the currency', type: 'number' },
      { name: 'currency', label: 'Currency' },
      { name: 'from', label: 'From', type: 'date' },
      { name: 'until', label: 'Until', type: 'date' },
      { name: 'reference', label: 'Where the signed paper lies' },
    ]}
    send={({ annual, currency, from, until, reference }) =>
      api.post(`${path}/commitments`, {
        // The same term recorded twice is one.
        key: `${from}.${until}.${annual}.${currency}`,
        ...{ annualMinor: Number(annual) * 100, currency, from, until, reference },
      })
    }
  />
);

const share = (text: string | undefined): number | undefined => (text ? Math.round(Number(text) * 100) : undefined);

const AgreedTerms = ({ path, reload, tier }: Part & { tier: string }) => (
  <Form
    title="Write down an agreed margin or match"
    button="Ask a second person"
    reload={reload}
    first={{ tier, margin: '', match: '', from: '', until: '', reference: '' }}
    fields={[
      { name: 'tier', label: 'Counts while the partner is', options: ['Registered', 'Silver', 'Gold', 'Platinum'] },
      { name: 'margin', label: 'Margin in %', hint: 'empty: that of the tier', type: 'number', optional: true },
      {
        name: 'match',
        label: 'Own part of funded activities in %',
        hint: 'empty: that of the tier',
        type: 'number',
        optional: true,
      },
      { name: 'from', label: 'From', type: 'date' },
      { name: 'until', label: 'Until', type: 'date' },
      { name: 'reference', label: 'Where the signed paper lies' },
    ]}
    send={({ tier: of, margin, match, from, until, reference }) =>
      api.post(`${path}/channel-terms`, {
        key: `${of}.${from}.${until}.${margin || 'tier'}.${match || 'tier'}`,
        ...{ tier: of, marginBp: share(margin), mdfMatchBp: share(match), from, until, reference },
      })
    }
  />
);

const Answers = ({ path, reload }: Part) => (
  <Form
    title="Add answers of customers"
    button="Add"
    reload={reload}
    first={{ list: '' }}
    fields={[
      {
        name: 'list',
        label: 'A line each',
        hint: 'key, score from 1 to 5, date: ticket-17,4,2027-03-31',
        type: 'lines',
      },
    ]}
    send={(body) => api.post(`${path}/satisfaction`, body)}
  />
);

const ProgramTier = ({ path, reload, now }: Part & { now: string }) => (
  <Form
    title="Set the program tier"
    button="Set"
    reload={reload}
    first={{ tier: now, reason: '', override: 'no' }}
    fields={[
      { name: 'tier', label: 'Program tier', options: ['Strategic', 'Growth', 'Ecosystem'] },
      { name: 'reason', label: 'Why' },
      { name: 'override', label: 'Beyond capacity', options: ['no', 'yes'] },
    ]}
    send={({ tier, reason, override }) =>
      api.post(`${path}/program-tier`, { tier, reason, override: override === 'yes' })
    }
  />
);

const Ambassador = ({ path, reload }: Part) => (
  <Form
    title="Invite to Ambassador"
    button="Invite"
    reload={reload}
    first={{ text: '' }}
    fields={[{ name: 'text', label: 'Your words', hint: 'The affiliate reads this', type: 'lines' }]}
    send={(body) => api.post(`${path}/ambassador-invitation`, body)}
  />
);

const tiersOf = {
  affiliate: ['Standard', 'Preferred', 'Ambassador'],
  channel: ['Registered', 'Silver', 'Gold', 'Platinum'],
} as const;

const ByHand = ({ path, reload, view }: Part & { view: TierView }) => (
  <Form
    title="Give another tier by hand"
    button="Give it"
    reload={reload}
    first={{ tier: view.tier, reason: '' }}
    fields={[
      { name: 'tier', label: 'Tier', options: tiersOf[view.programType === 'affiliate' ? 'affiliate' : 'channel'] },
      { name: 'reason', label: 'Why', hint: 'The partner is told this' },
    ]}
    send={(body) => api.post(`${path}/tier`, body)}
  />
);
