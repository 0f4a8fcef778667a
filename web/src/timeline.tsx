import { useState } from 'preact/hooks';
import type { TimelineKind, TimelineView } from '../../functions/partners/contract.ts';
import { api } from './api.ts';
import { at, onDay, withDays } from './dates.ts';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from './ui.tsx';

type Entry = TimelineView['entries'][number];
type About = NonNullable<Entry['about']>;

const KINDS: Readonly<Record<TimelineKind, string>> = {
  program: 'Program',
  money: 'Money',
  deals: 'Deals',
  letters: 'Letters',
  decisions: 'Decisions',
  tasks: 'Tasks',
  certificates: 'Certificates',
  fraud: 'Fraud',
  runs: 'Workflows',
};

/** Whose page it is: where entries come from, which kinds there are, and where a link leads. */
interface Place {
  readonly path: string;
  readonly kinds: readonly TimelineKind[];
  readonly linkTo: (about: About) => string | undefined;
}

const GO: Readonly<Record<About['what'], string>> = {
  receipt: 'Receipt',
  statement: 'Statement',
  payout: 'Payout',
  letter: 'Read it',
  deal: 'Deal',
  task: 'Task',
  flag: 'Flag',
};

export const ownTimeline: Place = {
  path: '/portal/timeline',
  kinds: ['program', 'money', 'deals', 'letters', 'decisions', 'certificates'],
  linkTo: ({ what, id }) => {
    switch (what) {
      case 'receipt':
        return `/portal/receipts/${encodeURIComponent(id)}`;
      case 'statement':
        return `/portal/statements/${id}`;
      case 'payout':
        return '/portal/payouts';
      case 'letter':
        return `/portal/letters/${encodeURIComponent(id)}`;
      case 'deal':
        return `/portal/deals/${id}`;
      case 'task':
      case 'flag':
        return undefined;
    }
  },
};

export const teamTimeline = (partnerId: string): Place => ({
  path: `/ops/partners/${partnerId}/timeline`,
  kinds: ['program', 'money', 'deals', 'letters', 'decisions', 'tasks', 'certificates', 'fraud', 'runs'],
  linkTo: ({ what, id }) => {
    switch (what) {
      case 'receipt':
        return `/ops/sales/${encodeURIComponent(id)}`;
      case 'statement':
        return undefined;
      case 'payout':
        return `/ops/payouts/${id}`;
      case 'letter':
        return `/ops/letters/${partnerId}/${encodeURIComponent(id)}`;
      case 'deal':
        return `/ops/deals/${id}`;
      case 'task':
        return `/ops/tasks/${id}`;
      case 'flag':
        return `/ops/fraud/${partnerId}/${id}`;
    }
  },
});

/** Everything about a partner, the newest first, with a choice of kinds. */
export const Timeline = ({ place }: { place: Place }) => {
  const [kind, setKind] = useState<TimelineKind>();
  const path = kind ? `${place.path}?kind=${kind}` : place.path;
  const loaded = useLoad(() => api.get<TimelineView>(path), path);
  return (
    <>
      <fieldset class="row chips">
        <legend class="trap">Show</legend>
        {[undefined, ...place.kinds].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            class={one === kind ? 'small' : 'quiet small'}
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
          >
            {one ? KINDS[one] : 'Everything'}
          </button>
        ))}
      </fieldset>
      <Show of={loaded}>{(first) => <Entries key={path} first={first} path={path} place={place} />}</Show>
    </>
  );
};

const Entries = ({ first, path, place }: { first: TimelineView; path: string; place: Place }) => {
  const [view, setView] = useState(first);
  const action = useAction();
  const more = (): Promise<boolean> =>
    action.run(async () => {
      const next = await api.get<TimelineView>(`${path}${path.includes('?') ? '&' : '?'}cursor=${view.cursor}`);
      setView({ ...next, entries: [...view.entries, ...next.entries] });
    });
  const days = Map.groupBy(view.entries, (entry) => onDay(entry.at));
  return (
    <>
      {view.entries.length === 0 && !view.cursor ? <Note kind="plain">There is nothing of this kind yet.</Note> : null}
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h3 class="day">{day}</h3>
          <ol class="timeline">
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} place={place} />
            ))}
          </ol>
        </section>
      ))}
      <WhyNot refused={action.refused} />
      {view.cursor ? (
        <button type="button" class="quiet" disabled={action.busy} onClick={() => void more()}>
          Show earlier
        </button>
      ) : null}
    </>
  );
};

const Line = ({ entry, place }: { entry: Entry; place: Place }) => {
  const { about, text, kind, startedAt, input } = entry;
  const link = about && place.linkTo(about);
  return (
    <li>
      <Pill>{KINDS[kind]}</Pill>
      <div>
        {withDays(text)}{' '}
        {about && link ? (
          <a href={link}>
            {GO[about.what]}
            <span class="trap">: {text}</span>
          </a>
        ) : null}
        <div class="soft small">
          {at(entry.at)}
          {startedAt ? `, begun ${at(startedAt)}` : ''}
        </div>
        {input ? <code class="small">{input}</code> : null}
      </div>
    </li>
  );
};
