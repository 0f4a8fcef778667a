import { useState } from 'preact/hooks';
import type { TierView } from '../../../functions/tiers/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Field, Pill, useAction, WhyNot } from '../ui.tsx';

type Ask = TierView['asks'][number];

const words: Readonly<Record<Ask['what'], { readonly title: string; readonly hint: string }>> = {
  'co-selling': { title: 'Co-selling', hint: 'Which deal, and who of us should join what, and when?' },
  'joint-plan': { title: 'Joint business plan', hint: 'What do you want to reach, and what do you need from us?' },
  'co-creation': { title: 'Content made together', hint: 'What is it about, and who is it for?' },
};
const states = { asked: 'asked', agreed: 'agreed', declined: 'not this time' } as const;

/** What a tier gives that takes people of ours: asked for here, answered by letter. */
export const Asks = ({ asks, reload }: { asks: readonly Ask[]; reload: () => Promise<void> }) =>
  asks.length === 0 ? null : (
    <section class="card" aria-labelledby="asks-of-us">
      <h2 id="asks-of-us">Ask us for</h2>
      {asks.map((ask) => (
        <AskFor key={ask.what} ask={ask} reload={reload} />
      ))}
    </section>
  );

const AskFor = ({ ask, reload }: { ask: Ask; reload: () => Promise<void> }) => {
  const { title, hint } = words[ask.what];
  return (
    <div style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
      <div class="row between">
        <strong>{title}</strong>
        {ask.last ? (
          <Pill kind={ask.last.state === 'agreed' ? 'good' : ''}>
            {states[ask.last.state]} {onDay(ask.last.decidedAt ?? ask.last.at)}
          </Pill>
        ) : null}
      </div>
      {ask.last ? <p class="soft small">{ask.last.answer ?? ask.last.text}</p> : null}
      {ask.given && ask.last?.state !== 'asked' ? <Form what={ask.what} hint={hint} reload={reload} /> : null}
    </div>
  );
};

const Form = ({ what, hint, reload }: { what: Ask['what']; hint: string; reload: () => Promise<void> }) => {
  const [text, setText] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.post('/portal/tier/asks', { what, text }))) await reload();
  };
  return (
    <details class="small">
      <summary>Ask for it</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="What do you need?" hint={hint} error={action.refused?.fields.text}>
          {(ids) => (
            <textarea
              {...ids}
              required
              rows={4}
              maxLength={2000}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          {action.busy ? 'Asking…' : 'Ask for it'}
        </button>
      </form>
    </details>
  );
};
