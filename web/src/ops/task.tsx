import { useState } from 'preact/hooks';
import type { PartnerView } from '../../../functions/partners/contract.ts';
import type { TaskView } from '../../../functions/tasks/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { DecisionCard, useDecision } from '../forms.tsx';
import { spoken } from '../text.tsx';
import { Field, Note, Show, useLoad } from '../ui.tsx';
import { Details } from './details.tsx';
import { SentFile } from './sent-file.tsx';

export const TaskPage = ({ taskId }: { taskId: string }) => {
  const loaded = useLoad(() => api.get<TaskView>(`/ops/tasks/${encodeURIComponent(taskId)}`), taskId);
  if (loaded.refused && loaded.refused.status !== 401) {
    return (
      <>
        <h1>No such decision</h1>
        <p class="lead">The link is incomplete, or the decision is no longer kept. All open ones are on the list.</p>
        <a class="button" href="/ops">
          Open decisions
        </a>
      </>
    );
  }
  return <Show of={loaded}>{(task) => <Task task={task} reload={loaded.reload} />}</Show>;
};

const Task = ({ task, reload }: { task: TaskView; reload: () => Promise<void> }) => (
  <>
    <p class="soft small">
      {/^0+$/.test(task.partnerId) ? task.company : <a href={`/ops/partners/${task.partnerId}`}>{task.company}</a>}
    </p>
    <h1>{taskTitle(task.kind)}</h1>
    <p class="lead">{task.asks}</p>
    <div class="split">
      <div>{task.state === 'open' ? <Decide task={task} reload={reload} /> : <Decided task={task} />}</div>
      <aside class="card">
        <h2>What is known</h2>
        <Details of={shownOf(task.detail)} />
        {typeof task.detail.fileId === 'string' ? (
          <SentFile partnerId={task.partnerId} fileId={task.detail.fileId} />
        ) : null}
        {typeof task.detail.page === 'string' ? (
          <a href={task.detail.page} style={{ display: 'block', marginTop: '.6rem' }}>
            {task.kind.startsWith('mdf')
              ? 'Look at the request'
              : task.kind === 'lead-unassigned'
                ? 'Look at the lead'
                : task.kind.startsWith('deal')
                  ? 'Look at the deal'
                  : 'Look at the flag'}
          </a>
        ) : null}
        {task.kind === 'scorecard-again' ? <Answer partnerId={task.partnerId} /> : null}
        <p class="soft small" style={{ marginTop: '.8rem' }}>
          Asked {at(task.openedAt)}, due {at(task.deadline)}
        </p>
      </aside>
    </div>
  </>
);

/** Where the kind's own name says too little. */
const titles: Readonly<Partial<Record<TaskView['kind'], string>>> = {
  'channel-terms': 'Terms agreed with a partner',
  mdf: 'Request for funds',
  'mdf-second': 'Request for funds: second approval',
  'mdf-proof': 'Proof of a funded activity',
  'mdf-proof-again': 'Proof of a funded activity, again',
};

export const taskTitle = (kind: TaskView['kind']): string => titles[kind] ?? spoken(kind);

/** What is for people to read: not the way to a page or a file, nor the id of who may not decide. */
const shownOf = ({ page: _, notBy: __, fileId: ___, ...shown }: TaskView['detail']): TaskView['detail'] => shown;

/** What the applicant answered when more was asked for: the reason why this is decided again. */
const Answer = ({ partnerId }: { partnerId: string }) => {
  const loaded = useLoad(() => api.get<PartnerView>(`/ops/partners/${partnerId}`), partnerId);
  const answered = loaded.data?.facts.find((fact) => fact.fact === 'application-completed');
  if (!answered) return null;
  return (
    <>
      <h3 style={{ marginTop: '1rem' }}>The applicant’s answer</h3>
      <p style={{ whiteSpace: 'pre-wrap' }}>{String(answered.detail.note ?? 'Figures only, no text.')}</p>
    </>
  );
};

const Decided = ({ task }: { task: TaskView }) => (
  <Note kind="good">
    {task.state === 'ruled' ? 'Decided by rule at the deadline' : `Decided by ${task.decision?.byName ?? 'a person'}`}:{' '}
    <strong>{task.decision?.outcome.replaceAll('-', ' ')}</strong>
    {task.decision ? ` on ${at(task.decision.at)}` : ''}.{task.decision?.reason ? <p>{task.decision.reason}</p> : null}
  </Note>
);

const criteria = ['brand-reputation', 'technical-readiness', 'executive-sponsorship', 'cultural-alignment'] as const;
const points = Array.from({ length: 9 }, (_, half) => 1 + half / 2);

const Decide = ({ task, reload }: { task: TaskView; reload: () => Promise<void> }) => {
  const [outcome, setOutcome] = useState(task.outcomes[0]?.outcome ?? '');
  const [reason, setReason] = useState('');
  const [text, setText] = useState<Record<string, string>>({});
  const [scores, setScores] = useState<Record<string, number>>(Object.fromEntries(criteria.map((name) => [name, 3])));
  const { action, decide, late } = useDecision(reload);
  const needs = task.outcomes.find((choice) => choice.outcome === outcome)?.needs ?? [];
  const detail = Object.fromEntries(needs.map((need) => [need, need === 'scores' ? scores : (text[need] ?? '')]));
  return (
    <DecisionCard
      action={action}
      late={late}
      choices={task.outcomes.map((choice) => [choice.outcome, spoken(choice.outcome)])}
      outcome={outcome}
      choose={setOutcome}
      decide={() => void decide(() => api.post(`/ops/tasks/${task.taskId}/decision`, { outcome, reason, detail }))}
    >
      {needs.includes('scores')
        ? criteria.map((name) => (
            <Field key={name} label={spoken(name)} hint="1 is poor, 5 is excellent">
              {(ids) => (
                <select
                  {...ids}
                  value={String(scores[name])}
                  onChange={(event) => setScores({ ...scores, [name]: Number(event.currentTarget.value) })}
                >
                  {points.map((point) => (
                    <option key={point} value={String(point)}>
                      {point}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))
        : null}
      {needs
        .filter((need) => need !== 'scores')
        .map((need) => (
          <Field key={need} label={spoken(need)} error={action.refused?.fields[`detail.${need}`]}>
            {(ids) => (
              <input
                {...ids}
                required
                value={text[need] ?? ''}
                onInput={(event) => setText({ ...text, [need]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      <Field label="Reason" hint="Kept on the record, with your name" error={action.refused?.fields.reason}>
        {(ids) => (
          <textarea {...ids} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        )}
      </Field>
    </DecisionCard>
  );
};
