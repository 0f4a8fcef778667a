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
  /** What makes two reports of one page and day two flags. */
  mark: string = report.seen,
): Flag => {
  const { rule, seen, url } = report;
  const subject = `${rule} reported ${localDate(now, terms.timeZone)} ${url ?? ''}`.trim().slice(0, 260);
  const flagId = flagIdOf(programKey, partnerId, subject, mark);
  const evidence = { seen: seen.slice(0, 300), ...(url ? { url } : {}) };
  const names = { flagId, partnerId, run, scope: 'partner', subject, mode: 'on' } as const;
  return newFlag({ ...names, findings: [{ rule, evidence }], notRun: [], accruals: [], raisedBy: actor }, terms, now);
};

/** Who has seen it: somebody outside, whom nobody asks for a name. */
export const CUSTOMER: Actor = { by: 'customer', byName: 'a customer' };

/** Whom a complaint is about, as typed: a link or code of ours, or a website. */
export type Accused = { readonly code: string } | { readonly host: string };

export const readAccused = (typed: string): Accused | undefined => {
  const text = typed.trim();
  if (/^[A-Za-z0-9-]{3,40}$/.test(text)) return { code: text };
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  const code = /^\/r\/([A-Za-z0-9-]{3,40})$/.exec(url?.pathname ?? '')?.[1];
  if (code) return { code };
  const host = url?.hostname.replace(/^www\d?\./, '');
  return host?.includes('.') ? { host } : undefined;
};

/** Pages of books that may hold what is not payable yet: the longest review window that is usual, and a month. */
export const earliestOpen = (now: string): string => new Date(Date.parse(now) - 92 * 86_400_000).toISOString();
