import { useState } from 'preact/hooks';
import type { DealRow } from '../../../functions/deals/contract.ts';
import { at, withDays } from '../dates.ts';
import { DealLine, DealPill } from '../deals.tsx';
import { Paged, Row, Rows, Tabs } from '../lists.tsx';
import { Pill } from '../ui.tsx';
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
      <Tabs label="Part" parts={parts} chosen={part} choose={setPart} />
      <p class="lead">{parts.find(([name]) => name === part)?.[2]}</p>
      {part === 'direct' ? <DirectPipeline /> : part === 'aliases' ? <Aliases /> : <Deals key={part} which={part} />}
    </>
  );
};

const Deals = ({ which }: { which: Exclude<Part, 'direct' | 'aliases'> }) => (
  <Paged<DealList, DealRow> path={`/ops/deals?which=${which}`} of={({ deals }) => deals} empty={nothing[which]}>
    {(deals) => (
      <Rows>
        {deals.map((deal) => (
          <Deal key={deal.dealId} deal={deal} />
        ))}
      </Rows>
    )}
  </Paged>
);

const nothing = {
  review: 'No deal waits for a decision. Those that pass every check are approved by rule.',
  approved: 'No deal is exclusive at the moment.',
  other: 'Nothing is blocked, and no deal gave way to another.',
  ended: 'No deal has ended yet.',
} as const;

const Deal = ({ deal }: { deal: DealRow }) => (
  <Row
    href={`/ops/deals/${deal.dealId}`}
    title={`${deal.company}: ${deal.customer.name}`}
    end={
      <>
        {deal.state === 'in-review' ? (
          <Pill kind={deal.clean ? 'good' : 'warn'}>{deal.clean ? 'all checks passed' : 'look at the checks'}</Pill>
        ) : null}
        <DealPill state={deal.state} />
      </>
    }
  >
    <p class="break">{withDays(deal.says)}</p>
    <DealLine deal={deal} />
    <p class="soft small">
      Registered {at(deal.registeredAt)}
      {deal.nextAt ? ` · next step ${at(deal.nextAt)}` : ''}
    </p>
  </Row>
);
