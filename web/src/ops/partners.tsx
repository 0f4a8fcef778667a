import { useState } from 'preact/hooks';
import type { PartnerRow } from '../../../functions/partners/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Pill, Show, useLoad } from '../ui.tsx';

const stages = ['Identify', 'Evaluate', 'Activate', 'Scale', 'Optimize', 'declined', 'withdrawn', 'sunset'] as const;
interface PartnerList {
  readonly partners: readonly PartnerRow[];
  readonly cursor?: string;
}

export const PartnersPage = () => {
  const [stage, setStage] = useState<string>('Activate');
  const [cursor, setCursor] = useState('');
  const query = new URLSearchParams({ stage, ...(cursor ? { cursor } : {}) });
  const loaded = useLoad(() => api.get<PartnerList>(`/ops/partners?${query}`), query.toString());
  return (
    <>
      <h1>Partners</h1>
      <nav class="row" aria-label="Stage" style={{ marginBottom: '1rem' }}>
        {stages.map((name) => (
          <button
            key={name}
            type="button"
            class={name === stage ? '' : 'quiet'}
            aria-pressed={name === stage}
            onClick={() => {
              setStage(name);
              setCursor('');
            }}
          >
            {name}
          </button>
        ))}
      </nav>
      <Show of={loaded}>
        {(list) => (
          <div class="card scroll">
            {list.partners.length === 0 ? (
              <p class="soft">Nobody is in this stage.</p>
            ) : (
              <Rows partners={list.partners} />
            )}
            {list.cursor ? (
              <button type="button" class="quiet" onClick={() => setCursor(list.cursor ?? '')}>
                More
              </button>
            ) : null}
          </div>
        )}
      </Show>
    </>
  );
};

const Rows = ({ partners }: { partners: readonly PartnerRow[] }) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Company</th>
        <th scope="col">Type</th>
        <th scope="col">Tier</th>
        <th scope="col">Since</th>
      </tr>
    </thead>
    <tbody>
      {partners.map((partner) => (
        <tr key={partner.partnerId}>
          <td>
            <a href={`/ops/partners/${partner.partnerId}`}>{partner.company}</a>
          </td>
          <td>{partner.programType}</td>
          <td>
            <Pill>{partner.tier ?? `wants ${partner.targetTier}`}</Pill>
          </td>
          <td>{at(partner.stageSince)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
