import type { RuleItem } from './contract.ts';

/** A rule after a switch, with what it was before. */
export const switched = (
  before: RuleItem | undefined,
  asked: Pick<RuleItem, 'rule' | 'mode' | 'by' | 'byName' | 'reason'>,
  now: string,
): RuleItem => {
  const { mode, byName, reason } = asked;
  const history = [...(before?.history ?? []), { mode, byName, at: now, reason }].slice(-100);
  return { type: 'FRAUD-RULE', ...asked, at: now, history, changes: (before?.changes ?? 0) + 1 };
};
