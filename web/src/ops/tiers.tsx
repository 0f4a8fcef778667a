import { useState } from 'preact/hooks';
import type { Policy } from '../../../functions/policy/contract.ts';
import type { DraftOutcome, StandingRow } from '../../../functions/tiers/contract.ts';
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
  ['revenuePerQuarterMinor', 'Revenue per quarter, minor units'],
  ['satisfactionTenths', 'Satisfaction, tenths'],
  ['annualCommitmentMinor', 'Commitment, minor units'],
] as const;
const drafted = ['Silver', 'Gold', 'Platinum'] as const;

/** Thresholds to try: who would move, without anything being changed [B13]. */
const Draft = () => {
  const loaded = useLoad(() => api.get<{ latest: Policy }>('/ops/policy'), 'policy');
  return (
    <section class="card" aria-labelledby="draft">
      <h2 id="draft">What if the table were another?</h2>
      <Show of={loaded}>{({ latest }) => <DraftForm first={latest.tiers.channel} />}</Show>
    </section>
  );
};

const DraftForm = ({ first }: { first: Channel }) => {
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
                <td>{words}</td>
                {drafted.map((tier) => (
                  <td key={tier}>
                    <input
                      type="number"
                      min="0"
                      aria-label={`${tier}: ${words}`}
                      value={channel[tier][field]}
                      onInput={(event) =>
                        setChannel({
                          ...channel,
                          [tier]: { ...channel[tier], [field]: Number(event.currentTarget.value) },
                        })
                      }
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
