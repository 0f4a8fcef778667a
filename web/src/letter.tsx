import type { LetterView } from '../../functions/email/contract.ts';
import { api } from './api.ts';
import { at } from './dates.ts';
import { Note, Show, useLoad } from './ui.tsx';

const STATES: Readonly<Record<LetterView['status'], string>> = {
  ordered: 'It is on its way.',
  sending: 'It is on its way.',
  sent: 'Sent',
  skipped: 'Not sent, by rule',
  failed: 'It could not be sent',
};

/** A letter to look at again. `path` asks for it, `back` leads to where it was found. */
export const LetterPage = ({ path, back }: { path: string; back: string }) => {
  const loaded = useLoad(() => api.get<LetterView>(path), path);
  return (
    <Show of={loaded}>
      {({ letter, status, sentAt, orderedAt, delivery, reason, subject, text }) => (
        <>
          <h1>{subject ?? letter.replaceAll('-', ' ')}</h1>
          <p class="lead">
            {STATES[status]} {sentAt ? at(sentAt) : `ordered ${at(orderedAt)}`}
            {delivery ? `, ${delivery}` : ''}
            {reason ? `: ${reason.replaceAll('-', ' ')}` : ''}
          </p>
          {text ? (
            <section class="card" aria-label="The letter">
              <pre class="letter">{text}</pre>
            </section>
          ) : (
            <Note kind="plain">
              Its words can no longer be shown: its reader was erased, or the letter has changed.
            </Note>
          )}
          <a href={back}>Back to the timeline</a>
        </>
      )}
    </Show>
  );
};
