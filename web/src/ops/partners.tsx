import { useState } from 'preact/hooks';
import type { PartnerRow } from '../../../functions/partners/contract.ts';
import { onDay } from '../dates.ts';
import { Paged, Tabs } from '../lists.tsx';
import { Pill } from '../ui.tsx';

const stages = [
  ['Identify', 'Identify'],
  ['Evaluate', 'Evaluate'],
  ['Activate', 'Activate'],
  ['Scale', 'Scale'],
  ['Optimize', 'Optimize'],
  ['declined', 'Declined'],
  ['withdrawn', 'Withdrawn'],
  ['sunset', 'Sunset'],
] as const;
interface PartnerList {
  readonly partners: readonly PartnerRow[];
  readonly cursor?: string;
}

export const PartnersPage = () => {
  const [stage, setStage] = useState<(typeof stages)[number][0]>('Activate');
  return (
    <>
      <h1>Partners</h1>
      <Tabs label="Stage" parts={stages} chosen={stage} choose={setStage} />
      <Paged<PartnerList, PartnerRow>
        key={stage}
        path={`/ops/partners?stage=${stage}`}
        of={({ partners }) => partners}
        empty="Nobody is in this stage."
      >
        {(partners) => <Partners partners={partners} />}
      </Paged>
    </>
  );
};

const Partners = ({ partners }: { partners: readonly PartnerRow[] }) => (
  <div class="card scroll">
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
            <td>{onDay(partner.stageSince)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
