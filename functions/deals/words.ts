import type { Deal } from './contract.ts';

const day = (instant: string): string => instant.slice(0, 10);

/** How a deal stands, in a sentence for its partner. */
export const saysOf = (deal: Deal): string => {
  const { state, exclusive, review, decision, ended, appeal, won, owner } = deal;
  switch (state) {
    case 'blocked':
      return deal.history.at(-1)?.note ?? 'Something has to be done first.';
    case 'in-review':
      return review?.stage === 'escalated'
        ? 'Nobody has decided in time; everybody in ops is asked.'
        : 'A person is deciding.';
    case 'approved':
      return `Exclusive until ${day(exclusive?.until ?? '')}${exclusive?.extended ? ', extended once' : ''}.`;
    case 'conflict':
      return owner && 'direct' in owner
        ? 'Our own sales own the customer.'
        : 'Another partner owns the customer by now.';
    case 'rejected':
      if (appeal?.state === 'open') return 'Your appeal is being looked at.';
      return decision?.says ?? '';
    case 'expired':
    case 'lost':
    case 'withdrawn':
      return ended?.reason ?? '';
    case 'won':
      return owner ? 'The side that owns the customer has won.' : `Won on ${day(won?.at ?? '')}.`;
  }
};

const words: Readonly<Record<string, string>> = {
  register: 'Registered',
  unblock: 'Checked again',
  'try-again': 'Checked again, from the line',
  remind: 'The decision was reminded of',
  escalate: 'Everybody in ops was asked',
  'meet-direct': 'Our own pipeline has it, too',
  'hear-win': 'Told as won before anybody had decided',
  credit: 'A credit was recorded',
  approve: 'Approved',
  reject: 'Rejected',
  yield: 'Decided as a conflict',
  keep: 'The partner keeps it',
  update: 'Updated',
  extend: 'Exclusivity extended',
  'remind-silent': 'Reminded to update',
  'warn-silent': 'Warned: no update',
  'tell-end': 'Told that the exclusivity ends soon',
  owe: 'A fee was noted',
  expire: 'Expired',
  win: 'Won',
  settle: 'The other side has won',
  'name-customer': 'A customer id was joined to it',
  lose: 'Lost',
  withdraw: 'Withdrawn',
  'take-over': 'Taken over, as the customer asked',
  'leave-line': 'Left the line',
  appeal: 'Appealed',
  uphold: 'Rejection upheld',
  reinstate: 'Reinstated',
  'close-appeal': 'Not appealed',
};

export const wordsOfMove = ({ did }: { readonly did: string }): string => words[did] ?? did;
