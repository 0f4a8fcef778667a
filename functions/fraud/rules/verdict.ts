import type { FraudRule, FraudRules } from '../../policy/contract.ts';
import type { Evidence, FlagAction } from '../contract.ts';

/** What a rule says of what is known. */
export type Verdict =
  | { readonly is: 'not-run'; readonly missing: string }
  | { readonly is: 'passes' }
  | { readonly is: 'flag'; readonly evidence: Evidence };

export const passes: Verdict = { is: 'passes' };
export const notRun = (missing: string): Verdict => ({ is: 'not-run', missing });
export const flag = (evidence: Evidence): Verdict => ({ is: 'flag', evidence });
/** Not run without its input; else flagged, or not. */
export const flagIf = (wrong: boolean, evidence: Evidence): Verdict => (wrong ? flag(evidence) : passes);

/** A rule, and its words. `K`: what it needs to know. */
export interface Rule<K> {
  readonly rule: FraudRule;
  readonly section: 'F1' | 'F2' | 'F3' | 'F5';
  readonly action: FlagAction;
  /** A headline, for a list. */
  readonly title: string;
  /** What it looks for, with its numbers. */
  readonly asks: (rules: FraudRules) => string;
  /** What the partner reads. */
  readonly tells: string;
  /** The evidence in a sentence. */
  readonly says: (evidence: Evidence) => string;
  readonly check: (known: K, rules: FraudRules) => Verdict;
}

/** `1250` basis points are `12.5 %`. */
export const percent = (bp: number | string | undefined): string => `${Number(bp ?? 0) / 100} %`;

/** `part` of `whole` in basis points, rounded down; `whole` > 0. */
export const shareBp = (part: number, whole: number): number => Math.floor((part * 10_000) / whole);

/** What a person reports, and where it was seen. */
export const seenBy = ({ seen, url }: Evidence): string => `A person has seen: ${seen}${url ? ` (${url})` : ''}`;
