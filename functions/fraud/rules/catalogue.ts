import type { FraudRule } from '../../policy/contract.ts';
import type { Evidence } from '../contract.ts';
import { personRules } from './person.ts';
import { partnerRules } from './rates.ts';
import { notRun, type Rule, seenBy } from './verdict.ts';
import { visitRules } from './visit.ts';

/** Nothing computes this one: a person raises it, and it is rejected once a person has confirmed it [F1]. */
const claims: Rule<unknown> = {
  rule: 'misleading-claims',
  section: 'F1',
  action: 'hold',
  title: 'Misleading claims',
  asks: () => 'A person has seen claims about the product, or its price, that are not true.',
  tells: 'We have seen claims about the product or its price that may mislead. We look at them.',
  says: seenBy,
  check: () => notRun('a report by a person'),
};

/** Rules that look at a sale or lead. */
export const saleRules = [...personRules, ...visitRules];

const words = new Map<FraudRule, Rule<never>>([...saleRules, ...partnerRules, claims].map((one) => [one.rule, one]));

/** Every rule, in the order of the program's rules. */
export const allRules: readonly Rule<never>[] = [...words.values()].sort((one, other) =>
  one.section < other.section ? -1 : one.section > other.section ? 1 : 0,
);

/** A rule's words, whatever it needs to know. */
export const wordsOf = (rule: FraudRule): Rule<never> => {
  const found = words.get(rule);
  if (!found) throw new Error(`There is no rule ${rule}.`);
  return found;
};

export const saysOf = ({ rule, evidence }: { readonly rule: FraudRule; readonly evidence: Evidence }): string =>
  wordsOf(rule).says(evidence);
