import type { AliasView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { useTexts } from '../forms.tsx';
import { Field, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

/** Domains that belong to a customer known by another one. */
export const Aliases = () => {
  const loaded = useLoad(() => api.get<{ aliases: readonly AliasView[] }>('/ops/customer-aliases'), 'aliases');
  return (
    <>
      <Add reload={loaded.reload} />
      <Show of={loaded}>
        {({ aliases }) => (
          <section class="card" aria-labelledby="known">
            <h2 id="known">Known aliases</h2>
            {aliases.length === 0 ? <p class="soft">None so far.</p> : null}
            <ul class="plain">
              {aliases.map((alias) => (
                <Row key={alias.domain} alias={alias} reload={loaded.reload} />
              ))}
            </ul>
          </section>
        )}
      </Show>
    </>
  );
};

const Row = ({ alias, reload }: { alias: AliasView; reload: () => Promise<void> }) => {
  const action = useAction();
  const remove = async (): Promise<void> => {
    const body = { domain: alias.domain, note: 'Removed.' };
    if (await action.run(() => api.post('/ops/customer-aliases', body))) await reload();
  };
  return (
    <li class="row between">
      <span class="break">
        <strong>{alias.domain}</strong> is {alias.customer}
        <br />
        <span class="soft small">
          {alias.note} {alias.byName}, {at(alias.at)}
        </span>
        <WhyNot refused={action.refused} />
      </span>
      <button type="button" class="quiet" disabled={action.busy} onClick={() => void remove()}>
        Remove
      </button>
    </li>
  );
};

const Add = ({ reload }: { reload: () => Promise<void> }) => {
  const empty = { domain: '', customer: '', note: '' };
  const { texts, setTexts, bind } = useTexts(empty);
  const action = useAction();
  const wrong = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => api.post('/ops/customer-aliases', texts)))) return;
    setTexts(empty);
    await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Add an alias</h2>
      <p class="soft">It counts for what is registered and told from now on.</p>
      <div class="grid">
        <Field label="Domain" hint="like acme.de" error={wrong.domain}>
          {(ids) => <input {...ids} {...bind('domain')} required maxLength={253} autocapitalize="none" />}
        </Field>
        <Field label="Belongs to" hint="like acme.com" error={wrong.customer}>
          {(ids) => <input {...ids} {...bind('customer')} required maxLength={253} autocapitalize="none" />}
        </Field>
        <Field label="How it is known" error={wrong.note}>
          {(ids) => <input {...ids} {...bind('note')} required maxLength={300} />}
        </Field>
      </div>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Add
      </button>
    </form>
  );
};
