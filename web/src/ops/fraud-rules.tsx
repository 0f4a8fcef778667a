import { useState } from 'preact/hooks';
import type { RuleView } from '../../../functions/fraud/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Field, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

const sections: Readonly<Record<string, string>> = {
  F1: 'Rejected at once',
  F2: 'Held until somebody looks',
  F3: 'Looked at',
  F5: 'Before anything is earned',
};
const modes = { on: 'On', shadow: 'In shadow', off: 'Off' } as const;
const modeKind = { on: 'good', shadow: 'warn', off: '' } as const;

/** Every rule with its mode, by the sections of the program's rules. */
export const FraudRules = () => {
  const loaded = useLoad(() => api.get<{ rules: readonly RuleView[] }>('/ops/fraud-rules'), 'rules');
  return (
    <Show of={loaded}>
      {({ rules }) => (
        <>
          {Object.entries(sections).map(([section, title]) => (
            <section key={section} class="card" aria-labelledby={section}>
              <h2 id={section}>{title}</h2>
              {rules
                .filter((one) => one.section === section)
                .map((rule) => (
                  <Rule key={rule.rule} rule={rule} reload={loaded.reload} />
                ))}
            </section>
          ))}
        </>
      )}
    </Show>
  );
};

const Rule = ({ rule, reload }: { rule: RuleView; reload: () => Promise<void> }) => (
  <div class="ruled">
    <div class="row between">
      <h3>{rule.title}</h3>
      <Pill kind={modeKind[rule.mode]}>{modes[rule.mode]}</Pill>
    </div>
    <p class="small">{rule.asks}</p>
    {rule.switched ? (
      <p class="soft small">
        Switched by {rule.switched.byName}, {at(rule.switched.at)}: {rule.switched.reason}
      </p>
    ) : null}
    {rule.rule === 'misleading-claims' ? null : <Switch rule={rule} reload={reload} />}
  </div>
);

const Switch = ({ rule, reload }: { rule: RuleView; reload: () => Promise<void> }) => {
  const [mode, setMode] = useState(rule.mode);
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => api.post(`/ops/fraud-rules/${rule.rule}`, { mode, reason })))) return;
    setReason('');
    await reload();
  };
  return (
    <details class="small">
      <summary>Switch</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={`Mode of “${rule.title}”`}>
          {(ids) => (
            <select {...ids} value={mode} onChange={(event) => setMode(event.currentTarget.value as RuleView['mode'])}>
              {Object.entries(modes).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Reason" error={action.refused?.fields.reason}>
          {(ids) => (
            <input {...ids} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          Switch
        </button>
      </form>
    </details>
  );
};
