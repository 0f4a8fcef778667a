import type { DealState, OwnDealRow, OwnDealView } from '../../functions/deals/contract.ts';
import { moneyText } from '../../functions/shared/currency.ts';
import { at, onDay, withDays } from './dates.ts';
import { Pill } from './ui.tsx';

/** What partners and the team see of a deal alike. */
const states: Readonly<Record<DealState, readonly [string, string]>> = {
  blocked: ['Something to do', 'warn'],
  'in-review': ['In review', 'warn'],
  approved: ['Approved', 'good'],
  rejected: ['Rejected', 'bad'],
  conflict: ['Other side owns', ''],
  expired: ['Expired', ''],
  won: ['Won', 'good'],
  lost: ['Lost', ''],
  withdrawn: ['Withdrawn', ''],
};

export const DealPill = ({ state }: { state: DealState }) => {
  const [word, kind] = states[state];
  return <Pill kind={kind}>{word}</Pill>;
};

const days = (count: number): string => (count === 1 ? '1 day left' : `${count} days left`);

/** Amount, expected close, and what is left of the exclusivity. */
export const DealLine = ({ deal }: { deal: OwnDealRow }) => (
  <p class="soft small">
    {moneyText(deal.arr)} a year · closes {onDay(`${deal.closeOn}T12:00:00Z`)}
    {deal.daysLeft === undefined ? '' : ` · ${days(deal.daysLeft)}`}
  </p>
);

const marks = {
  passes: ['passed', 'good'],
  review: ['a person looks', 'warn'],
  conflict: ['conflict', 'bad'],
  blocks: ['blocks', 'bad'],
  'not-run': ['not run', ''],
} as const;

export const Checks = ({ checks }: { checks: OwnDealView['checks'] }) => (
  <section class="card" aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <ul class="plain small">
      {checks.map(({ check, title, says, because }) => {
        const [word, kind] = marks[says as keyof typeof marks] ?? [says, ''];
        return (
          <li key={`${check} ${because}`}>
            <div class="row between">
              <strong>{title}</strong>
              <Pill kind={kind}>{word}</Pill>
            </div>
            <span class="soft">{withDays(because)}</span>
          </li>
        );
      })}
    </ul>
  </section>
);

export const DealHistory = ({ deal }: { deal: Pick<OwnDealView, 'history' | 'next'> }) => (
  <section class="card" aria-labelledby="history">
    <h2 id="history">What happened</h2>
    {deal.next.length > 0 ? (
      <ul class="plain small">
        {deal.next.slice(0, 3).map(({ at: when, says }) => (
          <li key={`${when} ${says}`}>
            <span class="soft">{at(when)}</span>
            <br />
            By itself, {withDays(says)}
          </li>
        ))}
      </ul>
    ) : null}
    <ol class="plain small">
      {deal.history.toReversed().map((entry) => (
        <li key={`${entry.at} ${entry.says}`} class="ruled" style={{ padding: '.45rem 0' }}>
          <span class="soft">{at(entry.at)}</span>
          <br />
          {withDays(entry.says)} by {entry.who}
          {entry.note ? `: ${entry.note}` : '.'}
        </li>
      ))}
    </ol>
  </section>
);

const rules: Readonly<Record<string, string>> = {
  margin: 'Margin of the tier',
  'registered-deal': 'Registered deal',
  'new-customer': 'New customer',
  'two-years': 'Two-year contract',
  'three-years': 'Three years or longer',
};

/** What a won deal earns, fixed for good. */
export const Earns = ({ won }: { won: NonNullable<OwnDealView['won']> }) =>
  won.parts.length === 0 ? null : (
    <section class="card" aria-labelledby="earns">
      <h2 id="earns">What it earns</h2>
      <table class="amounts">
        <tbody>
          {won.parts.map(({ rule, shareBp }) => (
            <tr key={rule}>
              <td class="left">{rules[rule] ?? rule}</td>
              <td>{shareBp / 100} %</td>
            </tr>
          ))}
          <tr class="strong">
            <td class="left">Of each payment, net of tax</td>
            <td>{won.parts.reduce((sum, { shareBp }) => sum + shareBp, 0) / 100} %</td>
          </tr>
        </tbody>
      </table>
      <p class="soft small">
        {won.invoicing === 'agency'
          ? 'We invoice the customer; each payment adds to the balance.'
          : 'The partner invoices the customer; this is the discount, and nothing is booked.'}
      </p>
    </section>
  );

export const DealFacts = ({ deal }: { deal: Omit<OwnDealView, 'can'> }) => (
  <dl class="facts">
    <dt>Domain</dt>
    <dd>{deal.customer.domain}</dd>
    <dt>Estimated</dt>
    <dd>{moneyText(deal.arr)} a year</dd>
    <dt>Expected close</dt>
    <dd>{onDay(`${deal.closeOn}T12:00:00Z`)}</dd>
    <dt>Products</dt>
    <dd>{deal.products.join(', ')}</dd>
    <dt>Invoiced by</dt>
    <dd>{deal.invoicing === 'agency' ? 'us' : 'the partner'}</dd>
    {deal.country || deal.industry ? (
      <>
        <dt>Where</dt>
        <dd>{[deal.country, deal.industry].filter(Boolean).join(', ')}</dd>
      </>
    ) : null}
    {deal.contact ? (
      <>
        <dt>Contact</dt>
        <dd>
          {deal.contact.name}
          {deal.contact.role ? `, ${deal.contact.role}` : ''}
          <br />
          {deal.contact.email}
        </dd>
      </>
    ) : null}
    {deal.exclusiveUntil ? (
      <>
        <dt>Exclusive until</dt>
        <dd>
          {onDay(deal.exclusiveUntil)}
          {deal.extended ? ', extended once' : ''}
        </dd>
      </>
    ) : null}
    {deal.note ? (
      <>
        <dt>Note</dt>
        <dd style={{ whiteSpace: 'pre-wrap' }}>{deal.note}</dd>
      </>
    ) : null}
  </dl>
);
