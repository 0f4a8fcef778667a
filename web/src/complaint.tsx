import { useState } from 'preact/hooks';
import { api } from './api.ts';
import { Field, useAction, WhyNot } from './ui.tsx';

const FIELDS = [
  ['about', 'Which partner?', 'Its link, coupon code or website'],
  ['url', 'Where can we see it?', 'The address of the page or video'],
] as const;

/** Anybody may tell of misleading claims by a partner; nobody is asked for a name. */
export const ComplaintPage = () => {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [message, setMessage] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await action.run(async () => setMessage((await api.post<{ message: string }>('/complaints', texts)).message));
  };
  if (message) {
    return (
      <div class="card" role="status">
        <h1>We look at it</h1>
        <p class="lead">{message}</p>
      </div>
    );
  }
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h1>Report a misleading claim</h1>
      <p class="lead">
        Has a partner of ours claimed something about the product or its price that is not true? Tell us; we do not ask
        who you are.
      </p>
      {FIELDS.map(([name, label, hint]) => (
        <Field key={name} label={label} hint={hint} error={action.refused?.fields[name]}>
          {(ids) => (
            <input
              {...ids}
              name={name}
              required
              value={texts[name] ?? ''}
              onInput={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <Field label="What is claimed?" error={action.refused?.fields.seen}>
        {(ids) => (
          <textarea
            {...ids}
            name="seen"
            required
            rows={4}
            value={texts.seen ?? ''}
            onInput={(event) => setTexts({ ...texts, seen: event.currentTarget.value })}
          />
        )}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Send
      </button>
    </form>
  );
};
