import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { linkView } from '../../../functions/affiliates/contract.ts';
import type { JourneyView } from '../../../functions/onboarding/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { Copy } from '../links.tsx';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { useIsContact, useVisitor } from '../visitor.ts';
import { TellMore } from './more.tsx';

type LinkView = z.infer<typeof linkView>;

const stageWords: Readonly<Record<string, { word: string; text: string }>> = {
  Identify: { word: 'Application received', text: 'We are looking at how our customers overlap.' },
  Evaluate: {
    word: 'In review',
    text: 'A partner manager is completing your scorecard. You hear from us within 48 hours.',
  },
  Activate: { word: 'Getting started', text: 'Your first 30 days with us.' },
  Scale: { word: 'Active partner', text: 'You are past the first steps: what counts now is what you sell.' },
  Optimize: { word: 'Under review', text: 'We are looking at how to make the partnership work better.' },
  declined: { word: 'Declined', text: 'Your application was not accepted.' },
  withdrawn: { word: 'Withdrawn', text: 'You are no longer taking part. You can apply again at any time.' },
  sunset: { word: 'Ended', text: 'The partnership has ended. Your statements stay available.' },
};

export const JourneyPage = () => (useVisitor()?.portal === 'limited' ? <Ended /> : <OpenJourney />);

/** After the end only what concerns money stays [L16]. */
const Ended = () => (
  <>
    <h1>Ended</h1>
    <p class="lead">The partnership has ended. Your balance, statements and payouts stay available.</p>
    <a class="button" href="/portal/payouts">
      Payouts and statements
    </a>
  </>
);

const OpenJourney = () => {
  const loaded = useLoad(() => api.get<JourneyView>('/portal/journey'), 'journey');
  return <Show of={loaded}>{(view) => <Journey view={view} />}</Show>;
};

const Journey = ({ view }: { view: JourneyView }) => {
  const stage = stageWords[view.stage] ?? { word: view.stage, text: '' };
  const { journey } = view;
  return (
    <>
      <div class="row between">
        <h1>{stage.word}</h1>
        {journey && journey.day <= 30 ? <Pill kind="good">Day {journey.day} of 30</Pill> : null}
      </div>
      <p class="lead">{stage.text}</p>
      <Outcome view={view} />
      <div class="split">
        <div>
          {journey?.next ? <Next next={journey.next} /> : null}
          {journey ? <Milestones journey={journey} agreement={view.agreement} /> : null}
          {view.stage === 'Identify' || view.stage === 'Evaluate' ? <TellMore /> : null}
        </div>
        <aside>
          {journey ? <AgreementCard agreement={view.agreement} /> : null}
          {journey && view.programType === 'affiliate' ? <LinkCard /> : null}
          {journey && journey.letters.length > 0 ? <Coming letters={journey.letters} /> : null}
          <Leave />
        </aside>
      </div>
    </>
  );
};

const Outcome = ({ view }: { view: JourneyView }) => {
  if (view.journey?.outcome === 'onboarded') return <Note kind="good">You are onboarded. Well done.</Note>;
  if (view.journey?.outcome !== 'stalled') return null;
  return (
    <Note kind="warn">
      Your first 30 days ended with something missing: {view.journey.missing.map((item) => item.title).join(', ')}.
      {view.journey.lateUntil ? ` You can still complete it until ${onDay(view.journey.lateUntil)}.` : ''}
    </Note>
  );
};

type Shown = NonNullable<JourneyView['journey']>;

const Next = ({ next }: { next: NonNullable<Shown['next']> }) => (
  <section class="card" aria-labelledby="next">
    <p class="soft small">What is next</p>
    <h2 id="next">{next.title}</h2>
    <div class="row">
      {next.path ? (
        <a class="button" href={next.path}>
          Continue
        </a>
      ) : null}
      {next.dueAt ? <span class="soft">by {onDay(next.dueAt)}</span> : null}
    </div>
  </section>
);

const stateWords = { done: 'Done', open: 'Open', overdue: 'Overdue', upcoming: 'Upcoming' } as const;
const stateClass = { done: 'done', open: 'now', overdue: 'missed', upcoming: '' } as const;
const stateKind = { done: 'done', open: 'now', overdue: 'bad', upcoming: '' } as const;

const Milestones = ({ journey, agreement }: { journey: Shown; agreement: JourneyView['agreement'] }) => (
  <section class="card" aria-labelledby="plan">
    <h2 id="plan">Your plan</h2>
    {journey.milestones.length === 0 ? (
      <p class="soft">
        {agreement.state === 'accepted'
          ? 'Place your link and send the first visitor.'
          : 'Accept the agreement to get your link.'}
      </p>
    ) : null}
    <ol class="steps">
      {journey.milestones.map((milestone, index) => (
        <li key={milestone.id} class={stateClass[milestone.state]}>
          <span class="dot" aria-hidden="true">
            {milestone.state === 'done' ? '✓' : index + 1}
          </span>
          <div>
            <h3>
              {milestone.path && milestone.state !== 'done' ? (
                <a href={milestone.path}>{milestone.title}</a>
              ) : (
                milestone.title
              )}
              {milestone.required ? null : <span class="soft small"> (optional)</span>}
            </h3>
            <p class="soft small">{milestone.doneWhen}</p>
          </div>
          <div class="end small">
            <Pill kind={stateKind[milestone.state]}>{stateWords[milestone.state]}</Pill>
            <div class="soft">{milestone.doneAt ? onDay(milestone.doneAt) : `due ${onDay(milestone.dueAt)}`}</div>
          </div>
        </li>
      ))}
    </ol>
  </section>
);

const AgreementCard = ({ agreement }: { agreement: JourneyView['agreement'] }) => (
  <section class="card" aria-labelledby="agreement">
    <h2 id="agreement">Agreement</h2>
    {agreement.state === 'accepted' ? (
      <p>
        <Pill kind="done">Accepted</Pill> {agreement.acceptedAt ? onDay(agreement.acceptedAt) : ''}
      </p>
    ) : agreement.state === 'lapsed' ? (
      <p>It was not signed in time.</p>
    ) : (
      <p>
        Links, deals and pay open when you accept it.
        {agreement.signBy ? <span class="soft"> Please sign by {onDay(agreement.signBy)}.</span> : null}
      </p>
    )}
    <a class={agreement.state === 'to-sign' ? 'button' : 'button quiet'} href="/portal/agreement">
      {agreement.state === 'to-sign' ? 'Read and accept' : 'Read it again'}
    </a>
  </section>
);

const LinkCard = () => {
  const loaded = useLoad(() => api.get<LinkView>('/portal/link'), 'link');
  const link = loaded.data?.link;
  return (
    <section class="card" aria-labelledby="link">
      <h2 id="link">Your link</h2>
      {loaded.refused ? <WhyNot refused={loaded.refused} /> : null}
      {link ? (
        <>
          <p style={{ overflowWrap: 'anywhere' }}>
            <code>{link.url}</code>
          </p>
          <div class="row">
            <Copy text={link.url} what="your link" />
            <span class="soft small">
              {link.clicks}
              {link.more ? '+' : ''} {link.clicks === 1 ? 'click' : 'clicks'} in 30 days
            </span>
          </div>
          <p class="small" style={{ margin: '.7rem 0 0' }}>
            <a href="/portal/links">Make more links, ask for a coupon</a>
          </p>
        </>
      ) : loaded.refused ? null : (
        <p class="soft">You get your link the moment you accept the agreement.</p>
      )}
    </section>
  );
};

const Coming = ({ letters }: { letters: Shown['letters'] }) => (
  <section class="card" aria-labelledby="coming">
    <h2 id="coming">What you will hear from us</h2>
    <ul class="small" style={{ paddingLeft: '1.1rem', margin: 0 }}>
      {letters.map((letter) => (
        <li key={letter.letter + letter.at}>
          {letter.title} <span class="soft">{at(letter.at)}</span>
        </li>
      ))}
    </ul>
  </section>
);

const Leave = () => {
  const contact = useIsContact();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const action = useAction();
  if (!contact) return null;
  if (!open) {
    return (
      <button type="button" class="link small" onClick={() => setOpen(true)}>
        Leave the program
      </button>
    );
  }
  const leave = async (): Promise<void> => {
    const body = reason.trim() ? { reason: reason.trim() } : {};
    if (await action.run(() => api.post('/portal/withdrawal', body))) location.reload();
  };
  return (
    <section class="card">
      <h2>Leave the program?</h2>
      <p class="small">Letters stop and your plan ends. You can apply again later.</p>
      <label for="leaving">Would you tell us why? (optional)</label>
      <textarea id="leaving" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      <WhyNot refused={action.refused} />
      <div class="row" style={{ marginTop: '.8rem' }}>
        <button type="button" class="danger" disabled={action.busy} onClick={() => void leave()}>
          Leave
        </button>
        <button type="button" class="quiet" onClick={() => setOpen(false)}>
          Stay
        </button>
      </div>
    </section>
  );
};
