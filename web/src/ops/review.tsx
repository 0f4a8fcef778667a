import { useState } from 'preact/hooks';
import type { ActionView, OpsReviewView } from '../../../functions/reviews/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { ActionRow } from '../review-actions.tsx';
import { Agenda, named, PackageParts, ReviewState, type Where } from '../review-package.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { MeetingForms } from './review-meeting.tsx';
import { RecordForm } from './review-record.tsx';

export type Reload = () => Promise<void>;

export const OpsReviewPage = ({ partnerId, quarter }: { partnerId: string; quarter: string }) => {
  const path = `/ops/partners/${encodeURIComponent(partnerId)}/business-reviews/${encodeURIComponent(quarter)}`;
  const loaded = useLoad(() => api.get<OpsReviewView>(path), path);
  const where: Where = { api: path, sale: (sale) => `/ops/sales/${encodeURIComponent(sale)}` };
  return (
    <Show of={loaded}>
      {(review) => (
        <>
          <p class="soft small">
            <a href="/ops/reviews">Business reviews</a> · <a href={`/ops/partners/${partnerId}`}>{review.company}</a>
          </p>
          <div class="row between">
            <h1>
              {review.company}: {named(review.quarter)}
            </h1>
            <ReviewState state={review.state} />
          </div>
          <Stands review={review} />
          <div class="split">
            <div>
              {review.package ? (
                <PackageParts made={review.package} quarter={review.quarter} where={where} />
              ) : (
                <div class="card soft">The data package is made some days before the meeting, by itself.</div>
              )}
              {review.state === 'prepared' || review.state === 'missed' ? (
                <RecordForm review={review} path={path} reload={loaded.reload} />
              ) : null}
            </div>
            <aside>
              {review.state === 'held' ? <Outcome review={review} path={path} reload={loaded.reload} /> : null}
              {review.package ? <Agenda made={review.package} /> : null}
              {review.state === 'planned' || review.state === 'prepared' ? (
                <MeetingForms review={review} path={path} reload={loaded.reload} />
              ) : null}
            </aside>
          </div>
        </>
      )}
    </Show>
  );
};

const Stands = ({ review }: { review: OpsReviewView }) => {
  if (review.state === 'held') return <p class="lead">Held, and recorded on {onDay(review.endedAt ?? '')}.</p>;
  if (review.state === 'missed')
    return <Note kind="bad">{review.because} It was held after all? Record it before the next numbers are made.</Note>;
  if (review.state === 'called-off') return <Note kind="plain">Called off: {review.because}</Note>;
  return (
    <>
      <p class="lead">
        Meeting on <strong>{at(review.meetingAt)}</strong>, {review.minutes} minutes.{' '}
        {review.deliveredAt
          ? `The numbers reached both sides on ${at(review.deliveredAt)}.`
          : `The numbers must be there by ${at(review.packageBy)}.`}
      </p>
      {review.lateBecause ? <Note kind="warn">The data package was late: {review.lateBecause}</Note> : null}
    </>
  );
};

interface Parts {
  readonly review: OpsReviewView;
  readonly path: string;
  readonly reload: Reload;
}

const Outcome = ({ review, path, reload }: Parts) => (
  <section class="card" aria-labelledby="outcome">
    <h2 id="outcome">What came of it</h2>
    <p class="break">{review.because}</p>
    <p>{review.result === 'optimise' ? 'Says: optimise the terms.' : 'Says: go on.'}</p>
    {review.tierOverride ? (
      <p>
        Tier set to {review.tierOverride.tier}: {review.tierOverride.reason}
      </p>
    ) : null}
    <ul class="plain">
      {review.actions.map((action) => (
        <ActionRow key={action.number} action={action}>
          {action.state === 'open' ? <Close action={action} path={path} reload={reload} /> : null}
        </ActionRow>
      ))}
    </ul>
    {review.plan ? (
      <>
        <h3>Plan for the next quarter</h3>
        <p class="break">{review.plan.words}</p>
        {review.plan.target ? <p>Target: {moneyText(review.plan.target)} of revenue.</p> : null}
      </>
    ) : null}
  </section>
);

const Close = ({ action, path, reload }: { action: ActionView; path: string; reload: Reload }) => {
  const [note, setNote] = useState('');
  const doing = useAction();
  const close = async (state: 'done' | 'dropped'): Promise<void> => {
    if (await doing.run(() => api.post(`${path}/actions/${action.number}`, { state, note }))) await reload();
  };
  return (
    <details>
      <summary>Close</summary>
      <Field label="How did it go?" error={doing.refused?.fields.note}>
        {(ids) => <input {...ids} value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
      <WhyNot refused={doing.refused} />
      <div class="row" style={{ marginTop: '.6rem' }}>
        <button type="button" class="small" disabled={doing.busy || !note} onClick={() => void close('done')}>
          Done
        </button>
        <button type="button" class="quiet small" disabled={doing.busy || !note} onClick={() => void close('dropped')}>
          Drop it
        </button>
      </div>
    </details>
  );
};
