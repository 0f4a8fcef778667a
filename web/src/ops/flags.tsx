import { useState } from 'preact/hooks';
import type { FlagRow } from '../../../functions/fraud/contract.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { Pill, Show, useLoad } from '../ui.tsx';
import { FraudRules } from './fraud-rules.tsx';

interface FlagList {
  readonly flags: readonly FlagRow[];
  readonly cursor?: string;
}

const parts = [
  ['open', 'Open', 'The next one to end first. What nobody decides ends by rule.'],
  ['done', 'Decided', 'The latest first.'],
  ['shadow', 'In shadow', 'What rules in shadow mode would have done. Nothing is held by them.'],
  ['rules', 'Rules', 'What each rule looks for, and whether it bites.'],
] as const;
type Part = (typeof parts)[number][0];

export const FlagsPage = () => {
  const [part, setPart] = useState<Part>('open');
  const lead = parts.find(([name]) => name === part)?.[2];
  return (
    <>
      <h1>Fraud</h1>
      <nav class="row" aria-label="Part" style={{ marginBottom: '1rem' }}>
        {parts.map(([name, text]) => (
          <button
            key={name}
            type="button"
            class={name === part ? '' : 'quiet'}
            aria-pressed={name === part}
            onClick={() => setPart(name)}
          >
            {text}
          </button>
        ))}
      </nav>
      <p class="lead">{lead}</p>
      {part === 'rules' ? <FraudRules /> : <Flags key={part} which={part} />}
    </>
  );
};

const Flags = ({ which }: { which: 'open' | 'done' | 'shadow' }) => {
  const [cursor, setCursor] = useState('');
  const query = new URLSearchParams({ which, ...(cursor ? { cursor } : {}) });
  const loaded = useLoad(() => api.get<FlagList>(`/ops/flags?${query}`), query.toString());
  return (
    <Show of={loaded}>
      {(list) => (
        <>
          {list.flags.length === 0 ? <div class="card soft">There is none.</div> : null}
          {list.flags.map((flag) => (
            <Row key={flag.flagId} flag={flag} />
          ))}
          {list.cursor ? (
            <button type="button" class="quiet" onClick={() => setCursor(list.cursor ?? '')}>
              More
            </button>
          ) : null}
        </>
      )}
    </Show>
  );
};

const stateKind = { open: 'warn', rejected: 'bad', released: 'good', lapsed: '', shadow: '' } as const;

/** What has become of a flag, in two or three words. */
const stateOf = ({ state, action, appealed }: FlagRow): string => {
  if (appealed) return 'Rejected, appealed';
  if (state === 'open') return action === 'look' ? 'To look at' : 'Held';
  if (state === 'shadow') return action === 'reject' ? 'Would reject' : 'Would hold';
  return { released: 'Released', rejected: 'Rejected', lapsed: 'Released by time' }[state];
};

export const FlagState = ({ flag }: { flag: FlagRow }) => (
  <Pill kind={flag.appealed ? 'warn' : stateKind[flag.state]}>{stateOf(flag)}</Pill>
);

const Row = ({ flag }: { flag: FlagRow }) => (
  <article class="card">
    <div class="row between">
      <h2>
        <a href={`/ops/fraud/${flag.partnerId}/${flag.flagId}`}>
          {flag.company}: {flag.title.replace(/^./, (letter) => letter.toLowerCase())}
        </a>
      </h2>
      <FlagState flag={flag} />
    </div>
    <p>{flag.says}</p>
    <p class="soft small">
      Raised {at(flag.raisedAt)}
      {flag.state === 'open' ? `, ends ${at(flag.endsAt)}. ${flag.owner === 'ops' ? 'Ops own it.' : ''}` : ''}
      {flag.decidedAt ? `, decided ${at(flag.decidedAt)}` : ''}
      {flag.scope === 'partner' ? ' · everything the partner earns' : ''}
    </p>
  </article>
);
