import { useState } from 'preact/hooks';
import type { FlagRow } from '../../../functions/fraud/contract.ts';
import { at } from '../dates.ts';
import { Paged, Row, Rows, Tabs } from '../lists.tsx';
import { Pill } from '../ui.tsx';
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
      <Tabs label="Part" parts={parts} chosen={part} choose={setPart} />
      <p class="lead">{lead}</p>
      {part === 'rules' ? <FraudRules /> : <Flags key={part} which={part} />}
    </>
  );
};

const nothing = {
  open: 'Nothing is held for a person to look at.',
  done: 'Nothing has been decided yet.',
  shadow: 'No rule in shadow mode would have done anything.',
} as const;

const Flags = ({ which }: { which: keyof typeof nothing }) => (
  <Paged<FlagList, FlagRow> path={`/ops/flags?which=${which}`} of={({ flags }) => flags} empty={nothing[which]}>
    {(flags) => (
      <Rows>
        {flags.map((flag) => (
          <Flag key={flag.flagId} flag={flag} />
        ))}
      </Rows>
    )}
  </Paged>
);

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

const Flag = ({ flag }: { flag: FlagRow }) => (
  <Row
    href={`/ops/fraud/${flag.partnerId}/${flag.flagId}`}
    title={`${flag.company}: ${flag.title.replace(/^./, (letter) => letter.toLowerCase())}`}
    end={<FlagState flag={flag} />}
  >
    <p>{flag.says}</p>
    <p class="soft small">
      Raised {at(flag.raisedAt)}
      {flag.state === 'open' ? `, ends ${at(flag.endsAt)}. ${flag.owner === 'ops' ? 'Ops own it.' : ''}` : ''}
      {flag.decidedAt ? `, decided ${at(flag.decidedAt)}` : ''}
      {flag.scope === 'partner' ? ' · everything the partner earns' : ''}
    </p>
  </Row>
);
