import type { AttributedSales } from '../../../functions/commissions/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Show, useLoad } from '../ui.tsx';

interface Both {
  readonly before: number;
  readonly after: number;
}

/** What it is by the model, and below it what was decided where that differs. */
export const Cell = ({ of, text }: { of: Both; text: (value: number) => string }) => (
  <td>
    {text(of.after)}
    {of.before === of.after ? null : <div class="soft small">decided: {text(of.before)}</div>}
  </td>
);

/** The sales behind a partner's row. */
export const Sales = ({ id, partnerId, currency }: { id: string; partnerId: string; currency: string }) => {
  const path = `/ops/attribution/${id}/partners/${partnerId}`;
  const loaded = useLoad(() => api.get<AttributedSales>(path), path);
  const text = (minor: number): string => moneyText({ minor, currency });
  return (
    <Show of={loaded}>
      {({ currencies }) => {
        const found = currencies.find((one) => one.currency === currency);
        return (
          <div class="scroll">
            <table class="amounts">
              <caption>Sale by sale</caption>
              <thead>
                <tr>
                  <th scope="col">Sale</th>
                  <th scope="col" class="right">
                    Credited revenue
                  </th>
                  <th scope="col">Would earn</th>
                </tr>
              </thead>
              <tbody>
                {(found?.sales ?? []).map((one) => (
                  <tr key={one.sale}>
                    <td class="left break">
                      <a href={`/ops/sales/${encodeURIComponent(one.sale)}`}>{at(one.occurredAt)}</a>
                    </td>
                    <Cell of={one.net} text={text} />
                    <Cell of={one} text={text} />
                  </tr>
                ))}
              </tbody>
            </table>
            {found?.more ? <p class="soft small">The latest 500 are listed.</p> : null}
          </div>
        );
      }}
    </Show>
  );
};
