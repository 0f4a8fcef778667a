import type { ReceiptView } from '../../functions/commissions/contract.ts';
import { moneyText } from '../../functions/shared/currency.ts';
import { at } from './dates.ts';
import { Pill } from './ui.tsx';

const states: Readonly<Record<ReceiptView['state'], { text: string; kind: string }>> = {
  nothing: { text: 'Nothing earned', kind: '' },
  pending: { text: 'In review', kind: 'warn' },
  held: { text: 'Held', kind: 'warn' },
  approved: { text: 'Approved', kind: 'good' },
  'in-payout': { text: 'In payout', kind: 'good' },
  paid: { text: 'Paid', kind: 'good' },
  rejected: { text: 'Rejected', kind: 'bad' },
  reversed: { text: 'Reversed', kind: 'bad' },
};
const kinds = { sale: 'Sale', lead: 'Lead', deal: 'Deal', import: 'Imported' } as const;
const rules: Readonly<Record<string, string>> = {
  commission: 'Commission',
  bonus: "Month's bonus",
  cap: "Month's limit",
  lead: 'Qualified lead',
  'co-sell': 'Co-sell credit',
  'conflict-fee': 'Conflict fee',
  meeting: 'Meeting',
};
const touchWords = {
  click: 'Click',
  coupon: 'Coupon',
  deal: 'Registered deal',
  import: 'Brought in another tool',
} as const;

/** Why a sale was paid this, or nothing: the decision, who led to it, and every movement [B1]. */
export const Receipt = ({ of, team }: { of: ReceiptView; team?: boolean }) => {
  const text = (minor: number): string => moneyText({ minor, currency: of.currency });
  return (
    <>
      <div class="row between">
        <h1>Receipt</h1>
        <Pill kind={states[of.state].kind}>{states[of.state].text}</Pill>
      </div>
      <p class="lead break">
        {kinds[of.of]} {of.sale} of {at(of.occurredAt)}
      </p>
      <section class="card" aria-labelledby="why">
        <h2 id="why">Why</h2>
        <ul>
          {of.because.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
          {of.state === 'pending' && of.maturesAt ? <li>In review until {at(of.maturesAt)}, then payable.</li> : null}
        </ul>
        {of.of === 'sale' ? <Payment of={of} text={text} /> : null}
      </section>
      <Touches of={of} team={team ?? false} />
      <Movements of={of} text={text} />
      {of.parts.some(({ tests }) => tests.length > 0) ? (
        <details class="card">
          <summary>Conditions that were asked</summary>
          <ul>
            {of.parts.flatMap(({ partnerId, rule, tests }) =>
              tests.map(({ condition, holds }) => (
                <li key={partnerId + rule + condition}>
                  {rule.replace('deal/', '').replaceAll('-', ' ')}, {condition.replaceAll('-', ' ')}:{' '}
                  {holds ? 'yes' : 'no'}
                </li>
              )),
            )}
          </ul>
        </details>
      ) : null}
      {of.policyVersion === undefined ? null : (
        <p class="soft small">
          Decided under version {of.policyVersion} of the program's policy
          {of.model ? `; attribution by ${of.model.replaceAll('-', ' ')}` : ''}.
        </p>
      )}
    </>
  );
};

const Payment = ({ of, text }: { of: ReceiptView; text: (minor: number) => string }) => (
  <table class="amounts">
    <tbody>
      <tr>
        <th scope="row">Payment without tax</th>
        <td>{text(of.net)}</td>
      </tr>
      {of.gross === of.net ? null : (
        <tr>
          <th scope="row">With tax</th>
          <td>{text(of.gross)}</td>
        </tr>
      )}
      {of.returned === 0 ? null : (
        <tr>
          <th scope="row">Came back</th>
          <td>{text(of.returned)}</td>
        </tr>
      )}
    </tbody>
  </table>
);

const Touches = ({ of, team }: { of: ReceiptView; team: boolean }) =>
  of.touches.length === 0 ? null : (
    <section class="card" aria-labelledby="touches">
      <h2 id="touches">What led to it</h2>
      <ul>
        {of.touches.map((touch) => (
          <li key={touch.kind + touch.key}>
            <strong>{touchWords[touch.kind]}</strong> of {at(touch.at)}
            {touch.won ? ': it counts.' : `: ${touch.because}`}
            {team ? (
              <>
                {' '}
                <a href={`/ops/partners/${touch.partnerId}`}>Its partner</a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );

const accounts = {
  pending: 'in review',
  held: 'held',
  payable: 'payable',
  transit: 'on its way',
  paid: 'paid',
} as const;

const Movements = ({ of, text }: { of: ReceiptView; text: (minor: number) => string }) =>
  of.movements.length === 0 ? null : (
    <section class="card" aria-labelledby="movements">
      <h2 id="movements">What was posted</h2>
      <div class="scroll">
        <table class="amounts">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">After</th>
              <th scope="col">Rule</th>
              <th scope="col">Moved</th>
            </tr>
          </thead>
          <tbody>
            {of.movements.map(({ at: when, what, rule, account, minor }, index) => (
              <tr key={index}>
                <td class="left">{at(when)}</td>
                <td class="left">{what}</td>
                <td class="left">
                  {rules[rule] ?? rule}, {accounts[account]}
                </td>
                <td>{text(minor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
