import type { Profile } from '../partners/contract.ts';
import type { FraudRule } from '../policy/contract.ts';
import { localDate } from '../shared/days.ts';
import { flagIdOf } from './checking.ts';
import type { Flag } from './contract.ts';
import { type Actor, newFlag, type Terms } from './flag.ts';

/** The flag of what a person reports of a partner: it holds what the partner earns until somebody decides. */
export const reported = (
  report: { readonly rule: FraudRule; readonly seen: string; readonly url?: string | undefined },
  { partnerId, run }: Pick<Profile, 'partnerId' | 'run'>,
  actor: Actor,
  terms: Terms,
  programKey: string,
  now: string,
): Flag => {
  const { rule, seen, url } = report;
  const subject = `${rule} reported ${localDate(now, terms.timeZone)} ${url ?? ''}`.trim().slice(0, 260);
  const flagId = flagIdOf(programKey, partnerId, subject, seen);
  const evidence = { seen: seen.slice(0, 300), ...(url ? { url } : {}) };
  const names = { flagId, partnerId, run, scope: 'partner', subject, mode: 'on' } as const;
  return newFlag({ ...names, findings: [{ rule, evidence }], notRun: [], accruals: [], raisedBy: actor }, terms, now);
};

/** Pages of books that may hold what is not payable yet: the longest review window that is usual, and a month. */
export const earliestOpen = (now: string): string => new Date(Date.parse(now) - 92 * 86_400_000).toISOString();
