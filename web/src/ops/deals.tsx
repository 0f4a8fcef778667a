import { useState } from 'preact/hooks';
import type { DealRow } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { DealLine, DealPill } from '../deals.tsx';
import { Pill, Show, useLoad } from '../ui.tsx';
import { Aliases } from './aliases.tsx';
import { DirectPipeline } from './direct-pipeline.tsx';

interface DealList {
  readonly deals: readonly DealRow[];
  readonly cursor?: string;
}

const parts = [
  ['review', 'To decide', 'The next to be due first. What nobody decides is decided by rule, or by everybody.'],
  ['approved', 'Approved', 'Exclusive now; the next to be reminded, warned or ended first.'],
  [
    'other',
    'Blocked and owed',
    'Blocked until something is done; and deals that gave way, until the other side has won.',
  ],
  ['ended', 'Ended', 'The latest first.'],
  [
    'direct',
    'Our own pipeline',
    'Opportunities of our own sales, as the CRM tells them. Registrations are checked against them.',
  ],
  ['aliases', 'Alias domains', 'Domains that belong to a customer known by another one.'],
] as const;
type Part = (typeof parts)[number][0];

/** The pipeline of all partners. */
export const DealsOpsPage = () => {
  const [part, setPart] = useState<Part>('review');
  return (
    <>
      <h1>Deals</h1>
      <nav class="row" aria-label="Part" style={{ marginBottom: '1rem' }}>
        {parts.map(([name, text]) => (
          <button
            key={name}
            type="button"
            class={name === part ? '' : 'quiet'}
            aria-pressed={name === part}
            onClick={() => setPart(name)}
          >
            {text}
          </button>
        ))}
      </nav>
      <p class="lead">{parts.find(([name]) => name === part)?.[2]}</p>
      {part === 'direct' ? <DirectPipeline /> : part === 'aliases' ? <Aliases /> : <Deals key={part} which={part} />}
    </>
  );
};

const Deals = ({ which }: { which: string }) => {
  const [cursor, setCursor] = useState('');
  const query = new URLSearchParams({ which, ...(cursor ? { cursor } : {}) });
  const loaded = useLoad(() => api.get<DealList>(`/ops/deals?${query}`), query.toString());
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          {list.deals.length === 0 ? <div class="card soft">There is none.</div> : null}
          {list.deals.map((deal) => (
            <Row key={deal.dealId} deal={deal} />
          ))}
          {list.cursor ? (
            <button type="button" class="quiet" onClick={() => setCursor(list.cursor ?? '')}>
              More
            </button>
          ) : null}
        </>
      )}
    </Show>
  );
};

const Row = ({ deal }: { deal: DealRow }) => (
  <article class="card">
    <div class="row between">
      <h2>
        <a href={`/ops/deals/${deal.dealId}`}>
          {deal.company}: {deal.customer.name}
        </a>
      </h2>
      <span class="row">
        {deal.state === 'in-review' ? (
          <Pill kind={deal.clean ? 'good' : 'warn'}>{deal.clean ? 'all checks passed' : 'look at the checks'}</Pill>
        ) : null}
        <DealPill state={deal.state} />
      </span>
    </div>
    <p class="break">{deal.says}</p>
    <DealLine deal={deal} />
    <p class="soft small">
      Registered {at(deal.registeredAt)}
      {deal.nextAt ? ` · next step ${at(deal.nextAt)}` : ''}
    </p>
  </article>
);
