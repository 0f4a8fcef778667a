import { useEffect, useState } from 'preact/hooks';
import { at } from '../dates.ts';

interface ClockState {
  readonly now: string;
  readonly next?: string | null;
  /** Letters that were sent while the clock was moved. */
  readonly letters?: readonly {
    readonly id: string;
    readonly at: string;
    readonly to: readonly string[];
    readonly subject: string;
  }[];
}

/** Only the local cloud answers here: on AWS time cannot be moved, and the bar stays away. */
const ask = async (to?: string): Promise<ClockState | undefined> => {
  try {
    const response = await fetch('/local/clock', {
      method: to ? 'POST' : 'GET',
      ...(to ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) } : {}),
    });
    const type = response.headers.get('content-type') ?? '';
    return response.ok && type.includes('json') ? await response.json() : undefined;
  } catch {
    return undefined;
  }
};

const moves = [
  ['next', 'Next due moment'],
  ['day', 'A day'],
  ['week', 'A week'],
] as const;

export const ClockBar = ({ moved }: { moved: () => void }) => {
  const [clock, setClock] = useState<ClockState>();
  const [moving, setMoving] = useState(false);
  useEffect(() => {
    void ask().then(setClock);
  }, []);
  if (!clock) return null;
  const move = async (to: string): Promise<void> => {
    setMoving(true);
    const after = await ask(to);
    if (after) setClock(after);
    setMoving(false);
    moved();
  };
  return (
    <section class="clockbar" aria-label="Time on this machine">
      <div class="bar-row">
        <span>
          It is <strong data-clock={clock.now}>{at(clock.now)}</strong>
        </span>
        <span>Skip ahead:</span>
        {moves.map(([to, words]) => (
          <button key={to} type="button" disabled={moving} data-move={to} onClick={() => void move(to)}>
            {words}
          </button>
        ))}
        <span aria-live="polite">
          {moving ? 'Moving…' : clock.next ? `next: ${at(clock.next)}` : 'nothing is waiting'}
        </span>
        <a href="/inbox" target="_blank" rel="noreferrer">
          Inbox
        </a>
      </div>
      {clock.letters ? <Sent letters={clock.letters} /> : null}
    </section>
  );
};

const Sent = ({ letters }: { letters: NonNullable<ClockState['letters']> }) => (
  <div class="bar-row small" data-sent={letters.length}>
    {letters.length === 0 ? <span>No letters were sent meanwhile.</span> : null}
    <ol class="sent">
      {letters.slice(-8).map((letter) => (
        <li key={letter.id}>
          {at(letter.at)}: {letter.subject} <span class="soft">to {letter.to.join(', ')}</span>
        </li>
      ))}
    </ol>
  </div>
);
