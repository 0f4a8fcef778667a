import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { countries } from '../apply/countries.ts';
import { spoken } from '../text.tsx';
import { Field, Note, useAction, WhyNot } from '../ui.tsx';

const types = ['affiliate', 'channel', 'integration', 'co-marketing', 'strategic'] as const;
const tiers = ['Registered', 'Silver', 'Gold', 'Platinum'] as const;

/** Ops nominate a company [L1]: its contact is asked by letter to confirm. */
export const NominatePage = () => {
  const [texts, setTexts] = useState<Record<string, string>>({ programType: 'channel', targetTier: 'Registered' });
  const [message, setMessage] = useState('');
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const bind = (name: string) => ({
    name,
    value: texts[name] ?? '',
    onInput: (event: { currentTarget: { value: string } }) => setTexts({ ...texts, [name]: event.currentTarget.value }),
  });
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { targetTier, ...rest } = texts;
    const body = texts.programType === 'affiliate' ? rest : { ...rest, targetTier };
    await action.run(async () => setMessage((await api.post<{ message: string }>('/ops/nominations', body)).message));
  };
  return (
    <>
      <h1>Nominate a company</h1>
      <p class="lead">Its contact gets a letter, and confirms to take part.</p>
      <form class="card" onSubmit={(event) => void submit(event)}>
        {message ? <Note kind="good">{message}</Note> : null}
        <Field label="Partnership" error={fields.programType}>
          {(ids) => (
            <select {...ids} {...bind('programType')}>
              {types.map((type) => (
                <option key={type} value={type}>
                  {spoken(type)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {texts.programType === 'affiliate' ? null : (
          <Field label="Tier it aims for" error={fields.targetTier}>
            {(ids) => (
              <select {...ids} {...bind('targetTier')}>
                {tiers.map((tier) => (
                  <option key={tier}>{tier}</option>
                ))}
              </select>
            )}
          </Field>
        )}
        {(
          [
            ['company', 'Company', 'text'],
            ['website', 'Website', 'text'],
            ['contactName', "Contact's name", 'text'],
            ['email', "Contact's e-mail", 'email'],
          ] as const
        ).map(([name, label, type]) => (
          <Field key={name} label={label} error={fields[name]}>
            {(ids) => <input {...ids} {...bind(name)} inputMode={type} required />}
          </Field>
        ))}
        <Field label="Country" error={fields.country}>
          {(ids) => (
            <select {...ids} {...bind('country')} required>
              <option value="">Choose…</option>
              {countries().map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Nominate
        </button>
      </form>
    </>
  );
};
