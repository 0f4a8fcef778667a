import { useState } from 'preact/hooks';
import type { BatchView } from '../../../functions/payouts/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { type Action, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { Results } from './payout-results.tsx';
import { PayoutRows } from './payout-rows.tsx';

interface Part {
  readonly run: BatchView;
  readonly reload: () => Promise<void>;
}

export const PayoutRunPage = ({ batchId }: { batchId: string }) => {
  const loaded = useLoad(() => api.get<BatchView>(`/ops/payouts/${batchId}`), batchId);
  return (
    <Show of={loaded}>
      {(run) => (
        <>
          <div class="row between" style={{ marginBottom: '.6rem' }}>
            <h1 style={{ overflowWrap: 'anywhere', minWidth: 0 }}>Payout run {run.batchId}</h1>
            <Pill kind={run.state === 'settled' ? 'done' : run.state === 'cancelled' ? '' : 'now'}>{run.state}</Pill>
          </div>
          <Totals run={run} />
          {run.state === 'proposed' ? <Decide run={run} reload={loaded.reload} /> : null}
          {run.awaits === 'mending' ? <Mend run={run} reload={loaded.reload} /> : null}
          {run.cancelled ? <Note kind="plain">Called off. {run.cancelled}</Note> : null}
          {run.files.length > 0 ? <Files run={run} /> : null}
          {run.state === 'reserved' || run.state === 'settled' ? <Results run={run} reload={loaded.reload} /> : null}
          <PayoutRows run={run} reload={loaded.reload} />
        </>
      )}
    </Show>
  );
};

const Totals = ({ run }: { run: BatchView }) => (
  <section class="card" aria-labelledby="totals">
    <h2 id="totals">{run.state === 'proposed' ? 'To be paid' : 'Total'}</h2>
    {run.totals.length === 0 ? <p class="soft">Nothing.</p> : null}
    {run.totals.map((total) => (
      <p key={total.currency}>
        <b>{moneyText(total)}</b> to {total.payouts} {total.payouts === 1 ? 'partner' : 'partners'}
      </p>
    ))}
    <p class="soft small">
      What had matured by {at(run.cutOff)}. {run.counts.map((one) => `${one.payouts} ${one.state}`).join(' · ')}
    </p>
    {run.approvals.map((one) => (
      <p key={one.by} class="small">
        Approved by {one.byName} at {at(one.at)}
      </p>
    ))}
  </section>
);

const useDecision = ({ run, reload }: Part): { action: Action; send: (body: unknown) => Promise<void> } => {
  const action = useAction();
  const send = async (body: unknown): Promise<void> => {
    await action.run(() => api.post(`/ops/payouts/${run.batchId}/decision`, body));
    await reload();
  };
  return { action, send };
};

const Decide = (part: Part) => {
  const { run } = part;
  const [reason, setReason] = useState('');
  const { action, send } = useDecision(part);
  const missing = run.approvalsNeeded - run.approvals.length;
  return (
    <section class="card" aria-labelledby="decide">
      <h2 id="decide">Approve</h2>
      <p>
        {run.approvalsNeeded === 2
          ? `It takes two different people; ${missing === 2 ? 'nobody' : 'one of them'} has approved yet.`
          : 'One approval pays it.'}{' '}
        You approve exactly what is listed below.
      </p>
      <WhyNot refused={action.refused} />
      <div class="row">
        <button
          type="button"
          disabled={action.busy}
          onClick={() => void send({ decision: 'approve', fingerprint: run.fingerprint })}
        >
          Approve
        </button>
      </div>
      <details style={{ marginTop: '1rem' }}>
        <summary>Call the run off</summary>
        <label>
          Reason
          <textarea value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          class="quiet"
          disabled={action.busy || reason.trim() === ''}
          onClick={() => void send({ decision: 'cancel', reason })}
        >
          Call it off
        </button>
      </details>
    </section>
  );
};

const Mend = (part: Part) => {
  const { action, send } = useDecision(part);
  return (
    <Note kind="bad">
      <p>A step failed, and trying again did not help. The letter to ops names the error. Nothing is paid twice.</p>
      <WhyNot refused={action.refused} />
      <button type="button" disabled={action.busy} onClick={() => void send({ decision: 'try-again' })}>
        Try again
      </button>
    </Note>
  );
};

const Files = ({ run }: { run: BatchView }) => (
  <section class="card" aria-labelledby="files">
    <h2 id="files">Files</h2>
    <p class="soft small">A file is the same, byte for byte, however often it is downloaded.</p>
    {run.files.map((file) => (
      <div key={file.name} style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
        <div class="row between">
          <a href={`/api/ops/payouts/${run.batchId}/files/${file.name}`} download={`${run.batchId}-${file.name}`}>
            {file.name}
          </a>
          <span>
            {moneyText(file)} in {file.payouts}
          </span>
        </div>
        <code class="small soft" style={{ overflowWrap: 'anywhere' }}>
          SHA-256 {file.sha256}
        </code>
      </div>
    ))}
  </section>
);
