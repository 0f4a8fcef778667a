import { useRef, useState } from 'preact/hooks';
import type * as z from 'zod';
import type { routes } from '../../../functions/applications/contract.ts';
import { api } from '../api.ts';
import { Field, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { CompanyFields, type Texts } from './company-fields.tsx';
import { type Customers, CustomersFields, emptyCustomers, stated } from './customers.tsx';

export type FormOptions = z.infer<NonNullable<(typeof routes)['getForm']['answer']>>;

export const ApplyPage = () => {
  const loaded = useLoad(() => api.get<FormOptions>('/application-form'), 'form');
  const [sent, setSent] = useState('');
  if (sent) return <Sent message={sent} again={() => setSent('')} />;
  return (
    <>
      <h1>Become a partner</h1>
      <p class="lead">
        Two minutes here, a letter to confirm your address, and most applicants have portal access within a minute.
        Nobody waits longer than 48 hours.
      </p>
      <Show of={loaded}>{(options) => <ApplyForm options={options} done={setSent} />}</Show>
    </>
  );
};

const Sent = ({ message, again }: { message: string; again: () => void }) => (
  <div class="card" role="status">
    <h1>Check your inbox</h1>
    <p class="lead">{message}</p>
    <p class="soft">
      The letter can take a minute. If it does not come, look in the spam folder, or check the address and
    </p>
    <button type="button" class="quiet" onClick={again}>
      send the form again
    </button>
  </div>
);

const ApplyForm = ({ options, done }: { options: FormOptions; done: (message: string) => void }) => {
  const [programType, setProgramType] = useState('affiliate');
  const [targetTier, setTargetTier] = useState('Registered');
  const [texts, setTexts] = useState<Texts>({});
  const [customers, setCustomers] = useState<Customers>(emptyCustomers);
  const [consent, setConsent] = useState(false);
  const trap = useRef<HTMLInputElement>(null);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      formToken: options.formToken,
      ...(trap.current?.value ? { fax: trap.current.value } : {}),
      programType,
      ...(programType === 'channel' ? { targetTier } : {}),
      company: texts.company ?? '',
      website: texts.website ?? '',
      country: texts.country ?? '',
      category: texts.category ?? '',
      audienceSize: Number(texts.audienceSize || Number.NaN),
      customers: stated(customers),
      contactName: texts.contactName ?? '',
      email: texts.email ?? '',
      marketingConsent: consent,
    };
    await action.run(async () => done((await api.post<{ message: string }>('/applications', body)).message));
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <fieldset class="card">
        <legend>How would you like to work with us?</legend>
        {options.programTypes.map((type) => (
          <label key={type.id} class="choice">
            <input
              type="radio"
              name="programType"
              value={type.id}
              checked={programType === type.id}
              onChange={() => setProgramType(type.id)}
            />
            <span>{type.label}</span>
          </label>
        ))}
        {programType === 'channel' ? (
          <Field
            label="Tier you aim for"
            hint="Registered starts at once. From Silver, a partner manager looks at your application within 48 hours; you get Registered access meanwhile."
            error={fields.targetTier}
          >
            {(ids) => (
              <select {...ids} value={targetTier} onChange={(event) => setTargetTier(event.currentTarget.value)}>
                {options.targetTiers.map((tier) => (
                  <option key={tier.id} value={tier.id}>
                    {tier.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
      </fieldset>
      <CompanyFields categories={options.categories} texts={texts} change={setTexts} fields={fields} />
      <CustomersFields
        options={options.customers}
        customers={customers}
        change={setCustomers}
        error={firstOf(fields)}
      />
      <div class="trap" aria-hidden="true">
        <label>
          Fax
          <input ref={trap} name="fax" tabIndex={-1} autocomplete="off" />
        </label>
      </div>
      <section class="card">
        <label class="tick">
          <input type="checkbox" checked={consent} onChange={(event) => setConsent(event.currentTarget.checked)} />
          <span>
            Send me tips and news about the program as well. <span class="hint">You can stop them with one click.</span>
          </span>
        </label>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Apply
        </button>
      </section>
    </form>
  );
};

const firstOf = (fields: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(fields).find(([name]) => name.startsWith('customers'))?.[1];
