import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { Policy, Publication, routes } from '../../../functions/policy/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { useTexts } from '../forms.tsx';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { withTexts } from './policy-fields.ts';
import { PolicyNumbers, type Texts } from './policy-numbers.tsx';
import { PolicyPlans } from './policy-plans.tsx';
import { PolicySections } from './policy-sections.tsx';

type View = z.infer<NonNullable<typeof routes.showPolicy.answer>>;
type Answer = z.infer<NonNullable<typeof routes.publishPolicy.answer>>;

const stateKind = { proposed: 'now', published: 'done', refused: '', outdated: '' } as const;

/** The program's numbers: which hold, which will, and the way to change them. */
export const PolicyPage = () => {
  const loaded = useLoad(() => api.get<View>('/ops/policy'), 'policy');
  return (
    <>
      <h1>Policy</h1>
      <Show of={loaded}>
        {(view) => (
          <>
            <Versions view={view} />
            <Publish key={view.versions.length} view={view} reload={loaded.reload} />
          </>
        )}
      </Show>
    </>
  );
};

const Versions = ({ view: { inForce, versions, proposals, warnings } }: { view: View }) => (
  <section class="card" aria-labelledby="versions">
    <h2 id="versions">Versions</h2>
    {warnings.map((one) => (
      <Note key={one} kind="warn">
        {one}
      </Note>
    ))}
    <ul>
      {versions.toReversed().map((one) => (
        <li key={one.version}>
          <strong>Version {one.version}</strong>{' '}
          {one.version === inForce.version ? <Pill kind="done">in force</Pill> : null}{' '}
          <span class="soft small">
            {one.version === 1 ? 'from the beginning' : `from ${at(one.effectiveAt)}, for ${one.appliesTo}`}
          </span>
          <div class="small">{one.note}</div>
          {one.override ? <div class="small soft">Published all the same: {one.override}</div> : null}
        </li>
      ))}
    </ul>
    {proposals.length > 0 ? <h3>Proposals</h3> : null}
    <ul>
      {proposals.map((one) => (
        <li key={one.proposalId}>
          {one.note} <Pill kind={stateKind[one.state]}>{one.state}</Pill>
          <div class="soft small">
            asked for {at(one.proposedAt)}, to take effect {at(one.effectiveAt)}
          </div>
        </li>
      ))}
    </ul>
  </section>
);

const said = ({ state, version, effectiveAt }: Answer): string =>
  state === 'published'
    ? `Version ${version} takes effect ${at(effectiveAt)}.`
    : 'It takes a second person: the others see it among the decisions.';

const emptyForm = { day: '', appliesTo: 'new', note: '', override: '' };
const worth = { contractMinor: 120_000, lifetimeMonths: 24, paymentsPerYear: 12, blendedCostMinor: null } as const;

const Publish = ({ view, reload }: { view: View; reload: () => Promise<void> }) => {
  const [base, setBase] = useState<Policy>(view.latest);
  const [texts, setTexts] = useState<Texts>({});
  const [sections, setSections] = useState<Readonly<Record<string, unknown>>>({});
  const { texts: form, bind } = useTexts(emptyForm);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [answer, setAnswer] = useState<Answer>();
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAnswer(undefined);
    const { document, wrong: found } = withTexts(base, texts);
    setWrong(found);
    if (found.length > 0) return;
    const { day, note, override } = form;
    const appliesTo: Publication['appliesTo'] = form.appliesTo === 'all' ? 'all' : 'new';
    const basedOn = view.versions.at(-1)?.version ?? 1;
    const body = {
      basedOn,
      effectiveAt: `${day}T00:00:00.000Z`,
      appliesTo,
      note,
      document: { ...document, ...sections },
      ...(override ? { override } : {}),
    };
    if (!(await action.run(async () => setAnswer(await api.post<Answer>('/ops/policy', body))))) return;
    await reload();
  };
  const fields = action.refused?.fields ?? {};
  const answered = Object.fromEntries(
    Object.entries(fields).map(([name, message]) => [name.replace(/^document\./, ''), message]),
  );
  const errors = {
    ...Object.fromEntries(wrong.map((name) => [name, 'Type a number like 25 or 12.5.'])),
    ...answered,
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Next version</h2>
      <p class="soft">
        From the newest version. Other rates or limits wait for a second person; what is worse for partners needs 30
        days of notice, and each partner whom it concerns is told.
      </p>
      <PolicyNumbers document={base} texts={texts} setTexts={setTexts} errors={errors} />
      <PolicyPlans document={base} change={setBase} />
      <PolicySections
        document={base}
        change={(section, value) => setSections({ ...sections, [section]: value })}
        errors={answered}
      />
      {base.earning.customer ? null : (
        <button
          type="button"
          class="link"
          onClick={() => setBase({ ...base, earning: { ...base.earning, customer: worth } })}
        >
          Tell what a customer is worth
        </button>
      )}
      <Field
        label="Takes effect"
        hint="the beginning of the day in UTC, tomorrow at the earliest"
        error={fields.effectiveAt}
      >
        {(ids) => <input {...ids} {...bind('day')} type="date" required />}
      </Field>
      <Field label="For">
        {(ids) => (
          <select {...ids} {...bind('appliesTo')}>
            <option value="new">what begins from then on</option>
            <option value="all">also what runs already</option>
          </select>
        )}
      </Field>
      <Field label="Note" hint="What changes and why, for the record" error={fields.note}>
        {(ids) => <input {...ids} {...bind('note')} required />}
      </Field>
      <Field
        label="Override"
        hint="Only where a customer would cost more than the program's limits: why all the same"
        error={fields.override}
      >
        {(ids) => <input {...ids} {...bind('override')} />}
      </Field>
      <WhyNot refused={action.refused} />
      {answer ? <Note kind="good">{said(answer)}</Note> : null}
      {answer?.worseForPartners.map((one) => (
        <Note key={one} kind="plain">
          {one}
        </Note>
      ))}
      <button type="submit" disabled={action.busy}>
        Publish
      </button>
    </form>
  );
};
