import { useState } from 'preact/hooks';
import type { BatchView } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { Pill, useAction, WhyNot } from '../ui.tsx';

type Row = BatchView['payouts'][number];
interface Part {
  readonly run: BatchView;
  readonly reload: () => Promise<void>;
}

const KINDS: Partial<Record<Row['state'], string>> = {
  held: 'warn',
  negative: 'bad',
  returned: 'bad',
  lapsed: 'warn',
  paid: 'done',
  proposed: 'now',
  reserved: 'now',
  sent: 'now',
};

export const PayoutRows = ({ run, reload }: Part) => (
  <section class="card" aria-labelledby="payouts">
    <h2 id="payouts">Partners</h2>
    {run.payouts.length === 0 ? <p class="soft">Nobody has anything payable.</p> : null}
    {run.payouts.map((row) => (
      <PayoutRow key={`${row.partnerId} ${row.currency}`} row={row} run={run} reload={reload} />
    ))}
    {run.payouts.length >= 500 ? (
      <p class="soft small">The first 500 are shown, those that need a person first.</p>
    ) : null}
  </section>
);

const shown = ({ state, minor, balances }: Row): number =>
  state === 'negative' || state === 'rolled-over' ? balances.payable : minor;

const PayoutRow = ({ row, run, reload }: Part & { row: Row }) => {
  const { currency, state } = row;
  const mayChange = run.state === 'proposed' && (state === 'proposed' || row.releasable);
  const says = [...row.reasons, row.note, row.outcome?.reason, row.cameBack?.reason].filter((one) => one);
  return (
    <article style={{ borderTop: '1px solid var(--line)', padding: '.7rem 0' }}>
      <div class="row between">
        <div style={{ minWidth: 0 }}>
          <a href={`/ops/partners/${row.partnerId}`}>{row.company}</a>{' '}
          <span class="soft small">{row.rail ? `${row.rail} ${row.masked}` : ''}</span>
        </div>
        <div>
          <b>{moneyText({ minor: shown(row), currency })}</b> <Pill kind={KINDS[state] ?? ''}>{state}</Pill>
        </div>
      </div>
      {says.length > 0 ? <p class="small">{says.join(' ')}</p> : null}
      {row.providerKey ? <code class="small soft">{row.providerKey}</code> : null}
      {mayChange ? <Change row={row} run={run} reload={reload} /> : null}
    </article>
  );
};

const Change = ({ row, run, reload }: Part & { row: Row }) => {
  const [reason, setReason] = useState('');
  const action = useAction();
  const decision = row.state === 'held' ? 'release' : 'leave-out';
  const words = decision === 'release' ? 'Release' : 'Leave out';
  const send = async (): Promise<void> => {
    const path = `/ops/payouts/${run.batchId}/partners/${row.partnerId}/${row.currency}`;
    if (await action.run(() => api.post(path, { decision, reason }))) await reload();
  };
  return (
    <details>
      <summary>
        {words} <span class="trap">{row.company}</span>
      </summary>
      <label>
        Reason
        <input value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <WhyNot refused={action.refused} />
      <button
        type="button"
        class="quiet"
        style={{ marginTop: '.5rem' }}
        disabled={action.busy || reason.trim() === ''}
        onClick={() => void send()}
      >
        {words}
      </button>
    </details>
  );
};
