import type { LeadView, OwnLead } from '../../functions/leads/contract.ts';
import { at } from './dates.ts';
import { Pill } from './ui.tsx';

const KINDS: Readonly<Partial<Record<OwnLead['state'], string>>> = {
  offered: 'warn',
  unassigned: 'warn',
  accepted: 'now',
  contacted: 'now',
  meeting: 'now',
  opportunity: 'now',
  won: 'done',
  lost: 'bad',
};
const WORDS: Readonly<Partial<Record<OwnLead['state'], string>>> = {
  gone: 'With another partner',
  stale: 'Closed',
  kept: 'Kept by us',
  unassigned: 'Nobody is left',
};

export const LeadState = ({ state }: Pick<OwnLead, 'state'>) => (
  <Pill kind={KINDS[state] ?? ''}>{WORDS[state] ?? state.replace(/^./, (letter) => letter.toUpperCase())}</Pill>
);

/** Who is behind a lead, and what that person agreed to. */
export const Person = ({ person }: { person: NonNullable<LeadView['person']> }) => (
  <dl class="facts small">
    <dt>Name</dt>
    <dd>{person.name}</dd>
    <dt>E-mail</dt>
    <dd>
      <a href={`mailto:${person.email}`}>{person.email}</a>
    </dd>
    {person.phone ? <dt>Telephone</dt> : null}
    {person.phone ? <dd>{person.phone}</dd> : null}
    {person.message ? <dt>Message</dt> : null}
    {person.message ? <dd>{person.message}</dd> : null}
    <dt>Agreed</dt>
    <dd>
      {person.consent.words} <span class="soft">{at(person.consent.at)}</span>
    </dd>
  </dl>
);
