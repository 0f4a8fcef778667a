import { useState } from 'preact/hooks';
import type { FlagView } from '../../../functions/fraud/contract.ts';
import { api } from '../api.ts';
import { go } from '../router.ts';
import { Field, useAction, WhyNot } from '../ui.tsx';

const rules = [
  ['misleading-claims', 'Misleading claims about the product or its price'],
  ['referrer', 'Coupon sites or advertising without approval'],
] as const;

/** What a person has seen of a partner: holds what the partner earns until somebody decides. */
export const RaiseFlag = ({ partnerId }: { partnerId: string }) => {
  const [rule, setRule] = useState<string>(rules[0][0]);
  const [seen, setSeen] = useState('');
  const [url, setUrl] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await action.run(async () => {
      const body = { rule, seen, ...(url ? { url } : {}) };
      const flag = await api.post<FlagView>(`/ops/partners/${partnerId}/flags`, body);
      go(`/ops/fraud/${partnerId}/${flag.flagId}`);
    });
  };
  return (
    <details class="card">
      <summary>Raise a flag</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="What about">
          {(ids) => (
            <select {...ids} value={rule} onChange={(event) => setRule(event.currentTarget.value)}>
              {rules.map(([name, text]) => (
                <option key={name} value={name}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="What was seen" error={action.refused?.fields.seen}>
          {(ids) => <textarea {...ids} required value={seen} onInput={(event) => setSeen(event.currentTarget.value)} />}
        </Field>
        <Field label="Where" hint="An address, if there is one" error={action.refused?.fields.url}>
          {(ids) => <input {...ids} type="url" value={url} onInput={(event) => setUrl(event.currentTarget.value)} />}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="danger" disabled={action.busy}>
          Raise it, and hold what is earned
        </button>
      </form>
    </details>
  );
};
