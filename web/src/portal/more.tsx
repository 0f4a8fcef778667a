import { useState } from 'preact/hooks';
import { api } from '../api.ts';
import { type Customers, CustomersFields, emptyCustomers, stated } from '../apply/customers.tsx';
import type { FormOptions } from '../apply/form.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

/** For an applicant who was asked for more: a few sentences, and the figures that were missing. */
export const TellMore = () => {
  const loaded = useLoad(() => api.get<FormOptions>('/application-form'), 'form');
  const [message, setMessage] = useState('');
  if (message) return <Note kind="good">{message}</Note>;
  return <Show of={loaded}>{(options) => <MoreForm options={options} done={setMessage} />}</Show>;
};

const MoreForm = ({ options, done }: { options: FormOptions; done: (message: string) => void }) => {
  const [note, setNote] = useState('');
  const [category, setCategory] = useState('');
  const [audience, setAudience] = useState('');
  const [figures, setFigures] = useState(false);
  const [customers, setCustomers] = useState<Customers>(emptyCustomers);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = {
      ...(note.trim() ? { note } : {}),
      ...(category ? { category } : {}),
      ...(audience ? { audienceSize: Number(audience) } : {}),
      ...(figures ? { customers: stated(customers) } : {}),
    };
    await action.run(async () => done((await api.post<{ message: string }>('/portal/application', body)).message));
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <div class="card">
        <h2>Were you asked for more?</h2>
        <p class="soft">If our letter has a question, answer it here. Once you have, we go on where we stopped.</p>
        <Field label="Your answer" error={fields.note}>
          {(ids) => <textarea {...ids} value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
        </Field>
        <Field label="What do you do?" hint="Only if it was missing" error={fields.category}>
          {(ids) => (
            <select {...ids} value={category} onChange={(event) => setCategory(event.currentTarget.value)}>
              <option value="">As stated</option>
              {options.categories.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          label="How many people or companies do you reach?"
          hint="Only if it was missing"
          error={fields.audienceSize}
        >
          {(ids) => (
            <input
              {...ids}
              type="number"
              min={0}
              step={1}
              value={audience}
              onInput={(event) => setAudience(event.currentTarget.value)}
            />
          )}
        </Field>
        <label class="tick" style={{ marginTop: '.8rem' }}>
          <input type="checkbox" checked={figures} onChange={(event) => setFigures(event.currentTarget.checked)} />
          <span>Tell who our customers are</span>
        </label>
      </div>
      {figures ? (
        <CustomersFields
          options={options.customers}
          customers={customers}
          change={setCustomers}
          error={Object.entries(fields).find(([name]) => name.startsWith('customers'))?.[1]}
        />
      ) : null}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy || !(note.trim() || category || audience || figures)}>
        Send
      </button>
    </form>
  );
};
