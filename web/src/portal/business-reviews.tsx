import type { ActionView, ReviewRow, ReviewView } from '../../../functions/reviews/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Empty, Row, Rows } from '../lists.tsx';
import { ActionRow } from '../review-actions.tsx';
import { Agenda, named, PackageParts, ReviewState, type Where } from '../review-package.tsx';
import { Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { KpisPart } from './kpis.tsx';

interface Own {
  readonly reviews: readonly ReviewRow[];
  readonly actions: readonly ActionView[];
}

/** All business reviews of a partner, its open actions and its KPIs. */
export const BusinessReviewsPage = () => {
  const loaded = useLoad(() => api.get<Own>('/portal/business-reviews'), 'reviews');
  return (
    <>
      <h1>Business reviews</h1>
      <p class="lead">Once a quarter we look together at what it brought, what we agreed, and what comes next.</p>
      <Show of={loaded}>
        {({ reviews, actions }) => (
          <>
            {actions.length > 0 ? <OpenActions actions={actions} reload={loaded.reload} /> : null}
            {reviews.length === 0 ? (
              <Empty>
                There has been no review yet. They begin with the tier Silver, or with Growth and Strategic partners.
              </Empty>
            ) : (
              <Rows>
                {reviews.map((review) => (
                  <Row
                    key={review.quarter}
                    href={`/portal/business-reviews/${review.quarter}`}
                    title={named(review.quarter)}
                    end={<ReviewState state={review.state} />}
                  >
                    <p class="soft">
                      {review.state === 'held' ? review.because : `${at(review.meetingAt)}, ${review.minutes} minutes`}
                    </p>
                  </Row>
                ))}
              </Rows>
            )}
          </>
        )}
      </Show>
      <KpisPart />
    </>
  );
};

const OpenActions = ({ actions, reload }: { actions: readonly ActionView[]; reload: () => Promise<void> }) => (
  <section class="card" aria-labelledby="open">
    <h2 id="open">Open actions</h2>
    <ul class="plain">
      {actions.map((action) => (
        <ActionRow key={`${action.quarter} ${action.number}`} action={action}>
          {action.side === 'partner' ? <Done action={action} reload={reload} /> : null}
        </ActionRow>
      ))}
    </ul>
  </section>
);

const Done = ({ action, reload }: { action: ActionView; reload: () => Promise<void> }) => {
  const doing = useAction();
  const done = async (): Promise<void> => {
    const path = `/portal/business-reviews/${action.quarter}/actions/${action.number}/done`;
    if (await doing.run(() => api.post(path, {}))) await reload();
  };
  return (
    <>
      <WhyNot refused={doing.refused} />
      <button type="button" class="quiet small" disabled={doing.busy} onClick={() => void done()}>
        Mark as done<span class="trap">: {action.what}</span>
      </button>
    </>
  );
};

export const BusinessReviewPage = ({ quarter }: { quarter: string }) => {
  const path = `/portal/business-reviews/${encodeURIComponent(quarter)}`;
  const loaded = useLoad(() => api.get<ReviewView>(path), path);
  const where: Where = { api: path, sale: (sale) => `/portal/receipts/${encodeURIComponent(sale)}` };
  return (
    <Show of={loaded}>
      {(review) => (
        <>
          <p class="soft small">
            <a href="/portal/business-reviews">Business reviews</a>
          </p>
          <div class="row between">
            <h1>{named(review.quarter)}</h1>
            <ReviewState state={review.state} />
          </div>
          <Meeting review={review} />
          <div class="split">
            <div>
              {review.package ? (
                <PackageParts made={review.package} quarter={review.quarter} where={where} />
              ) : (
                <div class="card soft">
                  The numbers are not there yet. They reach you by {onDay(review.packageBy)}, or the meeting moves.
                </div>
              )}
            </div>
            <aside>
              {review.state === 'held' ? <Agreed review={review} reload={loaded.reload} /> : null}
              {review.package ? <Agenda made={review.package} /> : null}
            </aside>
          </div>
        </>
      )}
    </Show>
  );
};

const Meeting = ({ review }: { review: ReviewView }) => {
  if (review.state === 'held') return null;
  if (review.state === 'missed') return <Note kind="warn">This review was not held.</Note>;
  if (review.state === 'called-off') return <Note kind="plain">This review was called off. {review.because}</Note>;
  return (
    <p class="lead">
      We meet on <strong>{at(review.meetingAt)}</strong>, for {review.minutes} minutes. The invitation came by letter;
      reply to it if the time does not suit you.
    </p>
  );
};

const Agreed = ({ review, reload }: { review: ReviewView; reload: () => Promise<void> }) => (
  <section class="card" aria-labelledby="agreed">
    <h2 id="agreed">What we agreed</h2>
    <p class="break">{review.because}</p>
    {review.result === 'optimise' ? (
      <Note kind="warn">Something has to change: your manager talks the terms over with you.</Note>
    ) : null}
    <ul class="plain">
      {review.actions.map((action) => (
        <ActionRow key={action.number} action={action}>
          {action.side === 'partner' && action.state === 'open' ? <Done action={action} reload={reload} /> : null}
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
