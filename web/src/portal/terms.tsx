import type { OwnTermsView } from '../../../functions/commissions/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Note, Show, useLoad } from '../ui.tsx';

/** A partner's terms in plain words, and what is to change. */
export const TermsPage = () => {
  const loaded = useLoad(() => api.get<OwnTermsView>('/portal/terms'), 'terms');
  return (
    <Show of={loaded}>
      {(terms) => (
        <>
          <h1>Your terms</h1>
          <Plan plan={terms.plan} />
          <section class="card" aria-labelledby="numbers">
            <h2 id="numbers">How a sale becomes yours</h2>
            <p>{terms.attribution}</p>
            <dl class="facts">
              <dt>A click counts for</dt>
              <dd>{terms.cookieDays} days</dd>
              <dt>A commission is reviewed for</dt>
              <dd>{terms.reviewDays} days, then it is payable</dd>
              <dt>A refund takes it back within</dt>
              <dd>{terms.clawbackDays} days</dd>
              <dt>Paid from</dt>
              <dd>{terms.payoutMinimum}; less rolls over</dd>
            </dl>
          </section>
          <Coming coming={terms.coming} />
        </>
      )}
    </Show>
  );
};

const Plan = ({ plan }: Pick<OwnTermsView, 'plan'>) =>
  plan ? (
    <section class="card" aria-labelledby="plan">
      <h2 id="plan">{plan.name}</h2>
      <p class="soft">
        {plan.because === 'tier' ? 'The plan of your tier' : 'A plan of your own'}, since {onDay(plan.since)}
      </p>
      <ul>
        {plan.pays.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="soft small">Customers whom you won earlier keep the terms that they were won under.</p>
    </section>
  ) : (
    <Note kind="plain">You earn by margin, the discount on your orders, and not by commission.</Note>
  );

const Coming = ({ coming }: Pick<OwnTermsView, 'coming'>) => (
  <section class="card" aria-labelledby="coming">
    <h2 id="coming">What is to change</h2>
    {coming.length === 0 ? <p class="soft">Nothing is decided.</p> : null}
    {coming.map(({ from, sentences }) => (
      <div key={from}>
        <h3>From {onDay(from)}</h3>
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    ))}
  </section>
);
