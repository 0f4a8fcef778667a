import type { ActionView } from '../../functions/reviews/contract.ts';
import { onDay } from './dates.ts';
import { Pill } from './ui.tsx';

/** An action with its owner and date; what can be done with it comes as its children. */
export const ActionRow = ({ action, children }: { action: ActionView; children?: preact.ComponentChildren }) => (
  <li>
    <div class="row between">
      <strong>{action.what}</strong>
      <ActionState action={action} />
    </div>
    <p class="soft small">
      {action.ownerName}, until {onDay(`${action.dueOn}T12:00:00Z`)}
      {action.note ? `. ${action.note}` : ''}
    </p>
    {children}
  </li>
);

const ActionState = ({ action: { state, overdue } }: { action: ActionView }) => {
  if (state === 'done') return <Pill kind="good">Done</Pill>;
  if (state === 'dropped') return <Pill>Dropped</Pill>;
  return <Pill kind={overdue ? 'bad' : 'now'}>{overdue ? 'Overdue' : 'Open'}</Pill>;
};
