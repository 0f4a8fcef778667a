import { LetterPage } from '../letter.tsx';
import { ownTimeline, Timeline } from '../timeline.tsx';

export const TimelinePage = () => (
  <>
    <h1>Timeline</h1>
    <p class="lead">Everything between you and the program, the newest first. Nothing is ever removed.</p>
    <Timeline place={ownTimeline} />
  </>
);

export const OwnLetterPage = ({ letterKey }: { letterKey: string }) => (
  <LetterPage path={`/portal/letters?key=${encodeURIComponent(letterKey)}`} back="/portal/timeline" />
);
