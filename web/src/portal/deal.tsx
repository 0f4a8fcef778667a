import type { OwnDealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { onDay, withDays } from '../dates.ts';
import { Checks, DealFacts, DealHistory, DealPill, Earns } from '../deals.tsx';
import { Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { Appeal, End, Extend, Update, Win } from './deal-actions.tsx';

/** One deal of a partner: how it stands, why, what it can do now, what happens by itself. */
export const DealPage = ({ dealId }: { dealId: string }) => {
  const loaded = useLoad(() => api.get<OwnDealView>(`/portal/deals/${encodeURIComponent(dealId)}`), dealId);
  return <Show of={loaded}>{(deal) => <Deal deal={deal} reload={loaded.reload} />}</Show>;
};

const Deal = ({ deal, reload }: { deal: OwnDealView; reload: () => Promise<void> }) => (
  <>
    <p class="soft small">
      <a href="/portal/deals">Deals</a>
    </p>
    <div class="row between">
      <h1>{deal.customer.name}</h1>
      <DealPill state={deal.state} />
    </div>
    <Stands deal={deal} reload={reload} />
    <div class="split">
      <div>
        <section class="card" aria-labelledby="facts">
          <h2 id="facts">What you registered</h2>
          <DealFacts deal={deal} />
          {deal.lead ? (
            <p class="small">
              Came of the <a href="/portal/leads">lead {deal.lead.company}</a>.
            </p>
          ) : null}
        </section>
        {deal.won ? <Earns won={deal.won} /> : null}
        {deal.can.update ? <Update deal={deal} reload={reload} /> : null}
        {deal.can.win ? <Win deal={deal} reload={reload} /> : null}
        {deal.can.extend ? <Extend deal={deal} reload={reload} /> : null}
        {deal.can.appealUntil ? <Appeal deal={deal} until={deal.can.appealUntil} reload={reload} /> : null}
        {deal.can.lose || deal.can.withdraw ? <End deal={deal} reload={reload} /> : null}
      </div>
      <aside>
        <DealHistory deal={deal} />
        <Checks checks={deal.checks} />
      </aside>
    </div>
  </>
);

const kinds = {
  blocked: 'warn',
  'in-review': 'plain',
  approved: 'good',
  rejected: 'warn',
  conflict: 'warn',
  expired: 'plain',
  won: 'good',
  lost: 'plain',
  withdrawn: 'plain',
} as const;

const Stands = ({ deal, reload }: { deal: OwnDealView; reload: () => Promise<void> }) => {
  const action = useAction();
  const again = async (): Promise<void> => {
    if (await action.run(() => api.post(`/portal/deals/${deal.dealId}/checks`))) await reload();
  };
  const says = deal.decision && deal.state !== 'won' && deal.state !== 'expired' ? deal.decision.says : deal.says;
  return (
    <Note kind={kinds[deal.state]}>
      <span class="break">{withDays(says)}</span>
      {deal.daysLeft === undefined ? null : (
        <>
          {' '}
          <strong>{deal.daysLeft} days left.</strong>
        </>
      )}
      {deal.inLine ? <p class="small">You have a place in line: we write when the customer is free.</p> : null}
      {deal.appeal ? <Appealed appeal={deal.appeal} /> : null}
      {deal.lastUpdateAt && deal.state === 'approved' ? (
        <p class="small">Your last update: {onDay(deal.lastUpdateAt)}.</p>
      ) : null}
      <WhyNot refused={action.refused} />
      {deal.can.checkAgain ? (
        <button type="button" style={{ marginTop: '.6rem' }} disabled={action.busy} onClick={() => void again()}>
          Check again
        </button>
      ) : null}
    </Note>
  );
};

const Appealed = ({ appeal }: { appeal: NonNullable<OwnDealView['appeal']> }) => {
  if (appeal.state === 'open') {
    return <p class="small">You have appealed. Somebody else looks at it, and answers within 5 business days.</p>;
  }
  return (
    <p class="small">
      {appeal.state === 'upheld' ? 'Your appeal was answered: the rejection stands.' : 'Your appeal was granted.'}{' '}
      {appeal.answer}
    </p>
  );
};
