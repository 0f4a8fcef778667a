import type { DealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { at, onDay, withDays } from '../dates.ts';
import { Checks, DealFacts, DealHistory, DealPill, Earns } from '../deals.tsx';
import { Note, Pill, Show, useLoad } from '../ui.tsx';
import { CreditForm, HandOverForm } from './deal-credits.tsx';
import { DecideForm, WinForm } from './deal-forms.tsx';
import { Payers } from './deal-payers.tsx';

/** One deal, for the person who decides. */
export const DealOpsPage = ({ dealId }: { dealId: string }) => {
  const loaded = useLoad(() => api.get<DealView>(`/ops/deals/${encodeURIComponent(dealId)}`), dealId);
  return <Show of={loaded}>{(deal) => <Deal deal={deal} reload={loaded.reload} />}</Show>;
};

const Deal = ({ deal, reload }: { deal: DealView; reload: () => Promise<void> }) => (
  <>
    <p class="soft small">
      <a href="/ops/deals">Deals</a> · <a href={`/ops/partners/${deal.partnerId}`}>{deal.company}</a>
    </p>
    <div class="row between">
      <h1>{deal.customer.name}</h1>
      <DealPill state={deal.state} />
    </div>
    <Decided deal={deal} />
    <div class="split">
      <div>
        <Found deal={deal} />
        {deal.can.approve || deal.can.conflict ? <DecideForm deal={deal} reload={reload} /> : null}
        <section class="card" aria-labelledby="facts">
          <h2 id="facts">What was registered</h2>
          <DealFacts deal={deal} />
          {deal.lead ? (
            <p class="small">
              Came of the <a href={`/ops/leads/${deal.lead.leadId}`}>lead {deal.lead.company}</a>.
            </p>
          ) : null}
        </section>
        {deal.won ? <Earns won={deal.won} /> : null}
        <Customer deal={deal} />
        <Payers deal={deal} reload={reload} />
        {deal.can.win ? <WinForm deal={deal} reload={reload} /> : null}
        {deal.can.credit ? <CreditForm deal={deal} reload={reload} /> : null}
        {deal.can.handOver && deal.line.length + deal.aliased.length > 0 ? (
          <HandOverForm deal={deal} reload={reload} />
        ) : null}
      </div>
      <aside>
        <Checks checks={deal.checks} />
        <DealHistory deal={deal} />
      </aside>
    </div>
  </>
);

const Decided = ({ deal }: { deal: DealView }) => {
  if (!deal.decision) {
    const first = deal.next[0];
    const asked = deal.reviewStage === 'escalated' ? 'Everybody in ops is asked.' : 'A person decides.';
    return deal.state === 'in-review' ? (
      <Note kind={deal.reviewStage === 'escalated' ? 'warn' : 'plain'}>
        {asked} {first ? `On ${at(first.at)}, ${first.says}` : ''}
      </Note>
    ) : null;
  }
  return (
    <Note kind={deal.decision.outcome === 'approved' ? 'good' : 'warn'}>
      <span class="break">{withDays(deal.decision.says)}</span>
      <p class="soft small">
        {deal.decision.by}, {at(deal.decision.at)}, policy {deal.decision.policyVersion}
        {deal.owner ? ` · owned by ${deal.owner}` : ''}
      </p>
      {deal.appeal ? (
        <p class="small">
          Appeal ({deal.appeal.state}): {deal.appeal.reason} {deal.appeal.answer}
        </p>
      ) : null}
    </Note>
  );
};

/** What only the team is told: facts behind the checks, similar names, letters beyond ASCII. */
const Found = ({ deal }: { deal: DealView }) => {
  const { facts, similar, international } = deal;
  if (facts.length === 0 && similar.length === 0 && !international) return null;
  return (
    <section class="card" aria-labelledby="found">
      <h2 id="found">To look at</h2>
      <ul class="plain small">
        {facts.map(({ check, says }) => (
          <li key={`${check} ${says}`}>
            <strong>{check}: </strong>
            {withDays(says)}
          </li>
        ))}
        {international ? (
          <li>
            <strong>Domain: </strong>
            It has letters beyond ASCII: what it looks like may not be what it is.
          </li>
        ) : null}
        {similar.map(({ name, of, where }) => (
          <li key={of}>
            <strong>Similar name: </strong>
            {where === 'deal' ? <a href={`/ops/deals/${of}`}>{name}</a> : `${name} (our own opportunity ${of})`}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Customer = ({ deal }: { deal: DealView }) => (
  <section class="card" aria-labelledby="customer">
    <h2 id="customer">The customer</h2>
    {deal.direct.length === 0 ? <p class="soft small">Not in our own pipeline.</p> : null}
    <ul class="plain small">
      {deal.direct.map((one) => (
        <li key={one.opportunityId} class="row between">
          <span>
            Our own opportunity <strong>{one.opportunityId}</strong>, opened {onDay(one.openedAt)}
          </span>
          <Pill kind={one.state === 'won' ? 'good' : one.state === 'open' ? 'warn' : ''}>{one.state}</Pill>
        </li>
      ))}
      {deal.line.map((one) => (
        <li key={one.dealId}>
          In line since {at(one.since)}: <a href={`/ops/deals/${one.dealId}`}>another registration</a>
        </li>
      ))}
      {deal.credits.map((one) => (
        <li key={`${one.rule} ${one.partnerId}`}>
          <strong>{one.rule.replace('-', ' ')}</strong> for{' '}
          <a href={`/ops/partners/${one.partnerId}`}>{one.partnerId === deal.partnerId ? deal.company : 'a partner'}</a>
          : {one.evidence}
        </li>
      ))}
    </ul>
  </section>
);
