import type { PartnerView } from '../../../functions/partners/contract.ts';
import { api } from '../api.ts';
import { LetterPage } from '../letter.tsx';
import { Timeline, teamTimeline } from '../timeline.tsx';
import { Show, useLoad } from '../ui.tsx';

export const PartnerTimelinePage = ({ partnerId }: { partnerId: string }) => {
  const loaded = useLoad(() => api.get<PartnerView>(`/ops/partners/${partnerId}`), partnerId);
  return (
    <Show of={loaded}>
      {({ profile }) => (
        <>
          <h1>Timeline of {profile.company}</h1>
          <p class="lead">
            Runs, decisions, letters, deals and money in order, kept for good.{' '}
            <a href={`/ops/partners/${partnerId}`}>The partner</a>
          </p>
          <Timeline place={teamTimeline(partnerId)} />
        </>
      )}
    </Show>
  );
};

export const TeamLetterPage = ({ partnerId, letterKey }: { partnerId: string; letterKey: string }) => (
  <LetterPage
    path={`/ops/partners/${partnerId}/letters?key=${encodeURIComponent(letterKey)}`}
    back={`/ops/timeline/${partnerId}`}
  />
);
