import { useState } from 'preact/hooks';
import type { CurrencyResult, PartnerResult, ShownWhatIf } from '../../../functions/commissions/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Show, useLoad } from '../ui.tsx';

interface Both {
  readonly before: number;
  readonly after: number;
}
const signed = (minor: number, currency: string): string => `${minor > 0 ? '+' : ''}${moneyText({ minor, currency })}`;

/** Each currency by itself: cost, bonus and cap, who gains and who loses. */
export const WhatIfResult = ({
  whatIfId,
  result,
}: {
  whatIfId: string;
  result: NonNullable<ShownWhatIf['result']>;
}) => (
  <>
    <p>
      {result.customers} customers, {result.sales} sales and leads replayed.
    </p>
    {result.currencies.length === 0 ? <p class="soft">Nobody earned anything in these months.</p> : null}
    {result.currencies.map((one) => (
      <Currency key={one.currency} whatIfId={whatIfId} of={one} />
    ))}
  </>
);

const Amount = ({ children }: { children: string }) => <td style={{ whiteSpace: 'nowrap' }}>{children}</td>;

const Row = ({ name, of, currency }: { name: string; of: Both; currency: string }) => (
  <tr>
    <th scope="row">{name}</th>
    <Amount>{moneyText({ minor: of.before, currency })}</Amount>
    <Amount>{moneyText({ minor: of.after, currency })}</Amount>
    <Amount>{signed(of.after - of.before, currency)}</Amount>
  </tr>
);

const Currency = ({ whatIfId, of }: { whatIfId: string; of: CurrencyResult }) => (
  <>
    <h3>{of.currency}</h3>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">Today's rules</th>
            <th scope="col">The draft</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Cost" of={of} currency={of.currency} />
          <Row name="of it bonus" of={of.bonus} currency={of.currency} />
          <Row name="taken by caps" of={of.cap} currency={of.currency} />
        </tbody>
      </table>
    </div>
    <p style={{ marginTop: '.7rem' }}>
      {of.partners === 1 ? '1 partner' : `${of.partners} partners`}: {of.winners} gain, {of.losers} lose.
    </p>
    <Ranked title="Gain the most" whatIfId={whatIfId} of={of.best} currency={of.currency} />
    <Ranked title="Lose the most" whatIfId={whatIfId} of={of.worst} currency={of.currency} />
  </>
);

type RankedProps = { title: string; whatIfId: string; of: CurrencyResult['best']; currency: string };

const Ranked = ({ title, whatIfId, of, currency }: RankedProps) =>
  of.length === 0 ? null : (
    <>
      <h4>{title}</h4>
      <ul>
        {of.map((one) => (
          <li key={one.partnerId}>
            <a href={`/ops/partners/${one.partnerId}`}>{one.company || one.partnerId}</a>{' '}
            {signed(one.after - one.before, currency)}
            <Sales whatIfId={whatIfId} partnerId={one.partnerId} currency={currency} />
          </li>
        ))}
      </ul>
    </>
  );

/** The sales that make a partner's difference, once somebody wants to see them. */
const Sales = ({ whatIfId, partnerId, currency }: { whatIfId: string; partnerId: string; currency: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <details class="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>By which sales</summary>
      {open ? <SalesOf path={`/ops/what-if/${whatIfId}/partners/${partnerId}`} currency={currency} /> : null}
    </details>
  );
};

const SalesOf = ({ path, currency }: { path: string; currency: string }) => {
  const loaded = useLoad(() => api.get<{ results: PartnerResult[] }>(path), path);
  return (
    <Show of={loaded}>
      {({ results }) => (
        <ul>
          {results
            .filter((one) => one.currency === currency)
            .flatMap((one) => one.sales)
            .map((one) => (
              <li key={one.sale} style={{ overflowWrap: 'anywhere' }}>
                <a href={`/ops/sales/${encodeURIComponent(one.sale)}`}>{one.sale}</a>, {at(one.occurredAt)}:{' '}
                {moneyText({ minor: one.before, currency })} becomes {moneyText({ minor: one.after, currency })}
              </li>
            ))}
        </ul>
      )}
    </Show>
  );
};
