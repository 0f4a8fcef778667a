import { useState } from 'preact/hooks';
import type { OpsReviewView } from '../../../functions/reviews/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { ReasonForm } from '../forms.tsx';
import { Field, useAction, WhyNot } from '../ui.tsx';
import type { Reload } from './review.tsx';

interface Parts {
  readonly review: OpsReviewView;
  readonly path: string;
  readonly reload: Reload;
}

/** For `datetime-local`: an instant in the reader's own zone. */
const local = (instant: string): string => {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

export const MeetingForms = (parts: Parts) => (
  <>
    <Move {...parts} />
    <ReasonForm
      card
      long
      title="Call the review off"
      label="Why"
      hint="Both sides read it"
      path={`${parts.path}/call-off`}
      button="Call it off"
      kind="danger"
      reload={parts.reload}
    />
  </>
);

const Move = ({ review, path, reload }: Parts) => {
  const [when, setWhen] = useState(local(review.meetingAt));
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { meetingAt: new Date(when).toISOString(), reason };
    if (await action.run(() => api.post(`${path}/meeting`, body))) await reload();
  };
  return (
    <details class="card">
      <summary>Move the meeting</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="When" hint={`From ${at(review.earliestMeeting)} on`} error={action.refused?.fields.meetingAt}>
          {(ids) => (
            <input
              {...ids}
              type="datetime-local"
              required
              value={when}
              onInput={(event) => setWhen(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label="Why" hint="Both sides read it" error={action.refused?.fields.reason}>
          {(ids) => (
            <textarea {...ids} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Move it
        </button>
      </form>
    </details>
  );
};
