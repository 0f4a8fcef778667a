import { useState } from 'preact/hooks';
import type { PartnerView } from '../../../functions/partners/contract.ts';
import { api } from '../api.ts';
import { at, withDays } from '../dates.ts';
import { ReasonForm } from '../forms.tsx';
import { spoken } from '../text.tsx';
import { Field, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { Details } from './details.tsx';
import { Money } from './money.tsx';
import { PartnerLinks } from './partner-links.tsx';
import { PartnerPayouts } from './partner-payouts.tsx';
import { RaiseFlag } from './raise-flag.tsx';
import { StandingPart } from './standing.tsx';
import { TermsPart } from './terms.tsx';

/** Entries on this page; the timeline's own page has all. */
const LATEST = 15;

export const PartnerPage = ({ partnerId }: { partnerId: string }) => {
  const loaded = useLoad(() => api.get<PartnerView>(`/ops/partners/${partnerId}`), partnerId);
  return <Show of={loaded}>{(view) => <Partner view={view} reload={loaded.reload} />}</Show>;
};

const Partner = ({ view, reload }: { view: PartnerView; reload: () => Promise<void> }) => (
  <>
    <div class="row between">
      <h1>{view.profile.company}</h1>
      <Pill kind="good">{view.profile.stage}</Pill>
    </div>
    <div class="split">
      <div>
        <StandingPart partnerId={view.profile.partnerId} />
        <Money partnerId={view.profile.partnerId} />
        <PartnerPayouts partnerId={view.profile.partnerId} />
        <TermsPart partnerId={view.profile.partnerId} />
        <PartnerLinks partnerId={view.profile.partnerId} />
        <Record partnerId={view.profile.partnerId} reload={reload} />
        <RaiseFlag partnerId={view.profile.partnerId} />
        <ReasonForm
          card
          title="End the partnership"
          label="Reason"
          hint="The partner is told this"
          path={`/ops/partners/${view.profile.partnerId}/stop`}
          button="Sunset this partner"
          kind="danger"
          maxLength={500}
          reload={reload}
        />
      </div>
      <aside>
        <section class="card">
          <h2>Profile</h2>
          <Details of={shownOf(view.profile)} />
          <Manager view={view} reload={reload} />
        </section>
        <Waits waits={view.waits} />
        <section class="card" aria-labelledby="timeline">
          <div class="row between">
            <h2 id="timeline">Timeline</h2>
            <a href={`/ops/timeline/${view.profile.partnerId}`}>All of it, by kind</a>
          </div>
          <ol class="plain">
            {view.timeline.slice(0, LATEST).map((entry) => (
              <Entry key={entry.entry} entry={entry} />
            ))}
          </ol>
        </section>
      </aside>
    </div>
  </>
);

/** Letters and tasks for managers go to who is named; the partner sees the name. */
const Manager = ({ view, reload }: { view: PartnerView; reload: () => Promise<void> }) => {
  const { partnerId, managerId = '' } = view.profile;
  const action = useAction();
  const give = async (chosen: string): Promise<void> => {
    await action.run(() => api.put(`/ops/partners/${partnerId}/manager`, { managerId: chosen || null }));
    await reload();
  };
  return (
    <>
      <Field label="Manager" hint="who is written to, and whom the partner sees">
        {(ids) => (
          <select
            {...ids}
            value={String(managerId)}
            disabled={action.busy}
            onChange={(event) => void give(event.currentTarget.value)}
          >
            <option value="">all managers</option>
            {view.managers.map(({ personId, name }) => (
              <option key={personId} value={personId}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <WhyNot refused={action.refused} />
    </>
  );
};

/** `lead-answered:3760f…:1` is Lead answered. */
const awaited = (fact: string): string => spoken(fact.split(':')[0] ?? fact);

/** What the workflows of a partner wait for; what several wait for stands once. */
const Waits = ({ waits }: Pick<PartnerView, 'waits'>) => {
  const groups = Map.groupBy(waits, ({ awaits }) => [...new Set(awaits.map(awaited))].join(' or ') || 'Its day');
  return (
    <section class="card">
      <h2>Waits for</h2>
      {waits.length === 0 ? <p class="soft">Nothing.</p> : null}
      <ul class="plain small">
        {[...groups].map(([words, all]) => (
          <li key={words}>
            {words}
            {all.length > 1 ? ` (${all.length})` : ''}{' '}
            <span class="soft">since {at(all.map(({ openedAt }) => openedAt).sort()[0] ?? '')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What a manager looks for first; ids last. */
const shownOf = (profile: PartnerView['profile']): Record<string, unknown> => {
  const { programType, tier, targetTier, path, stageSince, reason, website, category, audience } = profile;
  const { portal, firstPayoutHeld, policyVersion, admittedAt, partnerId } = profile;
  return {
    ...{ programType, tier, targetTier, path, stageSince, reason, website, category, audience },
    ...{ portal, firstPayoutHeld, policyVersion, admittedAt, partnerId },
  };
};

const Entry = ({ entry }: { entry: PartnerView['timeline'][number] }) => (
  <li class="ruled small">
    <div class="soft">{at(entry.at)}</div>
    {withDays(entry.text)}
  </li>
);

const recordable = [
  ['first-call-recorded', 'First joint call held'],
  ['activity-recorded', 'First joint activity held'],
  ['activity-met', 'Joint activity met its target'],
  ['kpis-agreed', 'KPIs agreed by both sides'],
  ['first-sale', 'First sale'],
  ['landing-page-recorded', 'Landing page made'],
  ['review-concluded', 'Review concluded'],
  ['breach-recorded', 'Breach of the agreement'],
  ['renegotiated', 'Agreement renegotiated'],
] as const;

const Record = ({ partnerId, reload }: { partnerId: string; reload: () => Promise<void> }) => {
  const [fact, setFact] = useState<string>(recordable[0][0]);
  const [note, setNote] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => api.post(`/ops/partners/${partnerId}/facts`, { fact, note })))) return;
    setNote('');
    await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Record what happened</h2>
      <Field label="What">
        {(ids) => (
          <select {...ids} value={fact} onChange={(event) => setFact(event.currentTarget.value)}>
            {recordable.map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Note" error={action.refused?.fields.note}>
        {(ids) => <input {...ids} required value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Record
      </button>
    </form>
  );
};
