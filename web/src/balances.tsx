import type { BalancesView } from '../../functions/ledger/contract.ts';
import { moneyText } from '../../functions/shared/currency.ts';

const meanings = [
  ['pending', 'In review'],
  ['held', 'Held'],
  ['payable', 'Payable'],
  ['transit', 'On its way'],
  ['paid', 'Paid so far'],
] as const;

/** What a partner has earned, a table a currency; never a sum across. */
export const Balances = ({ view }: { view: BalancesView }) => {
  if (view.balances.length === 0) return <p class="soft">Nothing has been earned yet.</p>;
  return (
    <>
      {view.balances.map(({ currency, ...amounts }) => (
        <table key={currency} class="amounts">
          <caption class="soft small">{currency}</caption>
          <tbody>
            {meanings.map(([account, meaning]) => (
              <tr key={account} class={account === 'payable' ? 'strong' : ''}>
                <th scope="row">{meaning}</th>
                <td>{moneyText({ minor: amounts[account], currency })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {view.balances.some(({ payable }) => payable < 0) ? (
        <p class="soft small">Below zero: refunds after a payout. The next commissions are set against it.</p>
      ) : null}
    </>
  );
};
