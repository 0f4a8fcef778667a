import type { FlagView } from '../../../functions/fraud/contract.ts';
import { at } from '../dates.ts';

const did: Readonly<Record<string, string>> = {
  raise: 'Raised',
  shadow: 'Recorded in shadow',
  release: 'Released',
  reject: 'Rejected',
  lapse: 'Released, its time was over',
  remind: 'The owner was reminded',
  'hand-over': 'Ops own it too',
  extend: 'Another time-out was chosen',
  appeal: 'The partner appealed',
  uphold: 'The rejection was upheld',
  reinstate: 'Reinstated',
};

export const History = ({ flag }: { flag: FlagView }) => (
  <section class="card" aria-labelledby="history">
    <h2 id="history">What was done</h2>
    <ol class="plain small">
      {flag.history.map((entry) => (
        <li key={`${entry.at} ${entry.did}`}>
          <span class="soft">{at(entry.at)}</span>
          <br />
          {did[entry.did] ?? entry.did}
          {entry.byName ? ` by ${entry.byName}` : ''}
          {entry.note ? `: ${entry.note}` : '.'}
        </li>
      ))}
    </ol>
  </section>
);

export const NotRun = ({ flag }: { flag: FlagView }) =>
  flag.notRun.length === 0 ? null : (
    <details class="card">
      <summary>Not run ({flag.notRun.length})</summary>
      <p class="soft small">Rules that could not be asked, because something was not known.</p>
      <ul class="plain small">
        {flag.notRun.map((one) => (
          <li key={one.rule}>
            {one.title}. <span class="soft">Missing: {one.missing}.</span>
          </li>
        ))}
      </ul>
    </details>
  );
