import { useState } from 'preact/hooks';
import type { ReviewRow } from '../../../functions/reviews/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Paged, Row, Rows } from '../lists.tsx';
import { named, ReviewState } from '../review-package.tsx';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

interface List {
  readonly quarter: string;
  readonly reviews: readonly ReviewRow[];
  readonly cursor?: string;
}

const step = (quarter: string, by: 1 | -1): string => {
  const [year = 0, nth = 0] = quarter.split('-Q').map(Number);
  const months = year * 4 + nth - 1 + by;
  return `${Math.floor(months / 4)}-Q${(months % 4) + 1}`;
};

/** The reviews of a quarter, in the order of their meetings. */
export const OpsReviewsPage = () => {
  const [quarter, setQuarter] = useState('');
  const loaded = useLoad(() => api.get<List>(`/ops/business-reviews${quarter ? `?quarter=${quarter}` : ''}`), quarter);
  return (
    <>
      <h1>Business reviews</h1>
      <p class="lead">
        They begin by themselves in the first days of a quarter, for Strategic, Growth, and Silver and up.
      </p>
      <Show of={loaded}>
        {(list) => (
          <>
            <nav class="row" aria-label="Quarter" style={{ marginBottom: '.8rem' }}>
              <Step to={step(list.quarter, -1)} go={setQuarter} />
              <strong>{named(list.quarter)}</strong>
              <Step to={step(list.quarter, 1)} go={setQuarter} />
            </nav>
            <Paged<List, ReviewRow>
              path={`/ops/business-reviews?quarter=${list.quarter}`}
              of={({ reviews }) => reviews}
              empty="No partner has a review in this quarter."
            >
              {(reviews) => (
                <Rows>
                  {reviews.map((review) => (
                    <Review key={review.partnerId} review={review} />
                  ))}
                </Rows>
              )}
            </Paged>
          </>
        )}
      </Show>
      <SupportCases />
    </>
  );
};

const Step = ({ to, go }: { to: string; go: (quarter: string) => void }) => (
  <button type="button" class="quiet" onClick={() => go(to)}>
    {named(to)}
  </button>
);

const Review = ({ review }: { review: ReviewRow }) => (
  <Row
    href={`/ops/reviews/${review.partnerId}/${review.quarter}`}
    title={review.company}
    end={<ReviewState state={review.state} />}
  >
    <p class="soft">
      {at(review.meetingAt)}
      {review.lateBecause ? `. Late: ${review.lateBecause}` : ''}
      {review.result === 'optimise' ? '. Says: optimise.' : ''}
    </p>
  </Row>
);

/** Escalated support cases come as a file: until the first one, reviews say that they are not measured. */
const SupportCases = () => {
  const [content, setContent] = useState('');
  const [done, setDone] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setDone('');
    await action.run(async () => {
      const { taken, known } = await api.post<{ taken: number; known: number }>('/ops/support-cases', { content });
      setDone(`${taken} taken${known ? `, ${known} known before` : ''}.`);
      setContent('');
    });
  };
  return (
    <details class="card">
      <summary>Escalated support cases</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Rows as CSV" hint="First line: partner,case,date,subject" error={action.refused?.fields.content}>
          {(ids) => (
            <textarea
              {...ids}
              required
              rows={6}
              value={content}
              onInput={(event) => setContent(event.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        {done ? <Note kind="good">{done}</Note> : null}
        <button type="submit" disabled={action.busy}>
          Take them in
        </button>
      </form>
    </details>
  );
};
