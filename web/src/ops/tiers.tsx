import { useState } from 'preact/hooks';
import type { Policy } from '../../../functions/policy/contract.ts';
import { decimalOf } from '../../../functions/shared/currency.ts';
import type { DraftOutcome, StandingRow } from '../../../functions/tiers/contract.ts';
import { typedMinor } from '../amount.tsx';
import { api } from '../api.ts';
import { Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

interface Tiers {
  readonly standings: readonly StandingRow[];
  readonly shard?: number;
  readonly programTiers: readonly {
    readonly tier: string;
    readonly capacity: number | null;
    readonly holders: readonly { readonly partnerId: string; readonly company: string }[];
  }[];
}
type Channel = Policy['tiers']['channel'];

const riskKind = { none: 'done', notice: 'now', demotion: 'bad' } as const;
const riskWords = { none: 'safe', notice: 'notice ahead', demotion: 'will drop' } as const;

export const TiersPage = () => {
  const [shard, setShard] = useState(0);
  const loaded = useLoad(() => api.get<Tiers>(`/ops/tiers?shard=${shard}`), String(shard));
  return (
    <>
      <h1>Tiers</h1>
      <Show of={loaded}>
        {(tiers) => (
          <div class="split">
            <div>
              <section class="card scroll" aria-labelledby="standings">
                <h2 id="standings">Channel partners, those at risk first</h2>
                {tiers.standings.length === 0 ? <p class="soft">There is no channel partner here.</p> : null}
                <table>
                  <tbody>
                    {tiers.standings.map((row) => (
                      <Row key={row.partnerId} row={row} />
                    ))}
                  </tbody>
                </table>
                {tiers.shard === undefined ? null : (
                  <button type="button" class="quiet" onClick={() => setShard(tiers.shard ?? 0)}>
                    More
                  </button>
                )}
              </section>
              <Draft />
            </div>
            <aside>
              {tiers.programTiers.map((one) => (
                <section class="card" key={one.tier}>
                  <h2>
                    {one.tier}{' '}
                    <span class="soft small">
                      {one.capacity === null ? 'everybody else' : `${one.holders.length} of ${one.capacity}`}
                    </span>
                  </h2>
                  {one.holders.map(({ partnerId, company }) => (
                    <p key={partnerId}>
                      <a href={`/ops/partners/${partnerId}`}>{company}</a>
                    </p>
                  ))}
                </section>
              ))}
            </aside>
          </div>
        )}
      </Show>
    </>
  );
};

const Row = ({ row }: { row: StandingRow }) => (
  <tr>
    <td>
      <a href={`/ops/partners/${row.partnerId}`}>{row.company}</a>
      <div class="soft small">{row.forecast.sentence}</div>
    </td>
    <td>{row.tier}</td>
    <td>
      <Pill kind={riskKind[row.forecast.risk]}>{riskWords[row.forecast.risk]}</Pill>
    </td>
  </tr>
);

const fields = [
  ['certifiedSales', 'Certified, sales'],
  ['certifiedTechnical', 'Certified, technical'],
  ['revenuePerQuarterMinor', 'Revenue per quarter'],
  ['satisfactionTenths', 'Satisfaction of 5'],
  ['annualCommitmentMinor', 'Commitment a year'],
] as const;
const drafted = ['Silver', 'Gold', 'Platinum'] as const;

/** Thresholds to try: who would move, without anything being changed [B13]. */
const Draft = () => {
  const loaded = useLoad(() => api.get<{ latest: Policy }>('/ops/policy'), 'policy');
  return (
    <section class="card" aria-labelledby="draft">
      <h2 id="draft">What if the table were another?</h2>
      <Show of={loaded}>
        {({ latest }) => <DraftForm first={latest.tiers.channel} currency={latest.calendar.reportingCurrency} />}
      </Show>
    </section>
  );
};

type Field = (typeof fields)[number][0];

/** A number as it stands in the policy, as people write it: amounts in the currency, satisfaction like 4.5. */
const writtenAs = (field: Field, value: number, currency: string): string => {
  if (field.endsWith('Minor')) return decimalOf({ minor: value, currency });
  return field === 'satisfactionTenths'
    ? decimalOf({ minor: value * 10, currency: 'USD' }).slice(0, -1)
    : String(value);
};

const readAs = (field: Field, text: string, currency: string): number | undefined => {
  if (field.endsWith('Minor')) return typedMinor(text, currency);
  if (field === 'satisfactionTenths')
    return /^[0-5]([.,]\d)?$/.test(text) ? (typedMinor(text, 'USD') ?? 0) / 10 : undefined;
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
};

const Threshold = (props: {
  label: string;
  field: Field;
  currency: string;
  value: number;
  change: (value: number) => void;
}) => {
  const [text, setText] = useState(writtenAs(props.field, props.value, props.currency));
  const isWrong = readAs(props.field, text.trim(), props.currency) === undefined;
  const type = (typed: string): void => {
    setText(typed);
    const value = readAs(props.field, typed.trim(), props.currency);
    if (value !== undefined) props.change(value);
  };
  return (
    <input
      inputMode="decimal"
      required
      pattern={isWrong ? '(?!)' : undefined}
      aria-invalid={isWrong ? 'true' : undefined}
      aria-label={props.label}
      value={text}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
};

const DraftForm = ({ first, currency }: { first: Channel; currency: string }) => {
  const [channel, setChannel] = useState(first);
  const [moves, setMoves] = useState<readonly DraftOutcome[]>();
  const action = useAction();
  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    await action.run(async () => {
      const all: DraftOutcome[] = [];
      for (let shard: number | undefined = 0; shard !== undefined; ) {
        const page: { moves: DraftOutcome[]; shard?: number } = await api.post('/ops/tier-drafts', { channel, shard });
        all.push(...page.moves);
        shard = page.shard;
      }
      setMoves(all);
    });
  };
  return (
    <form onSubmit={(event) => void ask(event)}>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Asked</th>
              {drafted.map((tier) => (
                <th scope="col" key={tier}>
                  {tier}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.map(([field, words]) => (
              <tr key={field}>
                <td>
                  {words}
                  {field.endsWith('Minor') ? `, ${currency}` : ''}
                </td>
                {drafted.map((tier) => (
                  <td key={tier}>
                    <Threshold
                      label={`${tier}: ${words}`}
                      field={field}
                      currency={currency}
                      value={channel[tier][field]}
                      change={(value) => setChannel({ ...channel, [tier]: { ...channel[tier], [field]: value } })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Who would move?
      </button>
      {moves?.length === 0 ? <Note kind="good">Nobody would move.</Note> : null}
      {moves?.map((one) => (
        <p key={one.partnerId}>
          <a href={`/ops/partners/${one.partnerId}`}>{one.company}</a>: {one.tier} to {one.to}{' '}
          <Pill kind={one.moves === 'up' ? 'done' : 'bad'}>{one.moves}</Pill>
          {one.missing.length > 0 ? <span class="soft small"> Missing: {one.missing.join(', ')}</span> : null}
        </p>
      ))}
    </form>
  );
};
