import type { FraudRules } from '../policy/contract.ts';
import { endOf, reasonOf } from './announcing.ts';
import { type Modes, modeOf } from './asking.ts';
import type { Accrual, Flag, RuleItem } from './contract.ts';
import { longestUntil } from './flag.ts';
import type { FlagRow, FlagView, OwnFlag, RuleView } from './routes.ts';
import { allRules, saysOf, wordsOf } from './rules/catalogue.ts';

/** A page shows at most this many accruals. */
export const SHOWN = 100;

export const rowOf = (flag: Flag, company: string): FlagRow => {
  const { flagId, partnerId, rule, action, scope, state, owner, raisedAt, endsAt, decidedAt, findings } = flag;
  const [first] = findings;
  return {
    ...{ flagId, partnerId, company, rule, action, scope, state, owner, raisedAt, endsAt },
    title: wordsOf(rule).title,
    says: first ? saysOf(first) : '',
    ...(decidedAt ? { decidedAt } : {}),
    appealed: flag.appeal?.state === 'open',
  };
};

/** What happens to an open flag if nobody decides. */
const nextOf = (flag: Flag): FlagView['next'] => {
  if (flag.state !== 'open') return [];
  const { owner, secondOwnerAt, endsAt } = flag;
  const second = { at: secondOwnerAt, says: 'everybody in ops owns it as well.' };
  return [...(owner === 'manager' ? [second] : []), { at: endsAt, says: endSays(flag) }];
};

const endSays = (flag: Flag): string => {
  if (flag.action === 'look') return 'it closes.';
  return endOf(flag) === 'rejected'
    ? 'what it holds is rejected: the evidence is of the kind that is.'
    : 'what it holds is released, with a warning to the partner.';
};

export const viewOf = (
  flag: Flag,
  company: string,
  held: readonly Accrual[],
  terms: { readonly rules: FraudRules; readonly timeZone: string },
): FlagView => {
  const { findings, notRun, state, accruals, history, decidedByName, reason, appeal } = flag;
  const all = state === 'shadow' ? accruals : held;
  return {
    ...rowOf(flag, company),
    raisedBy: flag.raisedBy === 'rule' ? 'the program’s rule' : (history[0]?.byName ?? 'a person'),
    found: findings.map((one) => ({ rule: one.rule, title: wordsOf(one.rule).title, says: saysOf(one) })),
    notRun: notRun.map((one) => ({ ...one, title: wordsOf(one.rule).title })),
    accruals: all.slice(0, SHOWN),
    more: all.length > SHOWN,
    next: nextOf(flag),
    longestUntil: longestUntil(flag, terms.rules, terms.timeZone),
    ...(decidedByName ? { decidedByName } : {}),
    ...(reason ? { reason } : {}),
    ...(appeal ? { appeal } : {}),
    history,
  };
};

/** What the partner sees: the reason, never the evidence that would teach how not to be found. */
export const ownView = (flag: Flag, held: readonly Accrual[], now: string): OwnFlag => {
  const { flagId, rule, state, raisedAt, endsAt, decidedAt, appealUntil, appeal } = flag;
  const { title, tells } = wordsOf(rule);
  const open = state === 'rejected' && !appeal && appealUntil !== undefined && appealUntil >= now;
  const { by: _, answeredBy: __, ...told } = appeal ?? { by: '' };
  return {
    ...{ flagId, state, title, says: tells, reason: reasonOf(flag), raisedAt, endsAt },
    sales: held.slice(0, SHOWN).map(({ sale }) => sale),
    more: held.length > SHOWN,
    ...(decidedAt ? { decidedAt } : {}),
    ...(open ? { appealUntil } : {}),
    ...('state' in told ? { appeal: told } : {}),
  };
};

/** Flags that concern the partner: those that held or rejected something. */
export const concerns = ({ state, action }: Flag): boolean => state !== 'shadow' && action !== 'look';

export const rulesView = (items: readonly RuleItem[], modes: Modes, rules: FraudRules): readonly RuleView[] =>
  allRules.map(({ rule, section, title, asks, action }) => {
    const switched = items.find((one) => one.rule === rule);
    return {
      ...{ rule, section, title, action },
      asks: asks(rules),
      mode: modeOf(rule, modes, rules),
      ...(switched ? { switched: { byName: switched.byName, at: switched.at, reason: switched.reason } } : {}),
    };
  });
