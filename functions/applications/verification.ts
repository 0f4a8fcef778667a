import { ends, type Profile } from '../partners/contract.ts';
import { conflict, Problem } from '../shared/problem.ts';
import type { Application, Person, Refusal } from './contract.ts';
import { domainOf, isListed } from './website.ts';

/** True once a partner's run has ended: the same person may then apply again, in the next run [L16]. */
export const hasEnded = (profile: Profile | undefined): profile is Profile =>
  profile !== undefined && ends.some((end) => end === profile.stage);

export interface Known {
  /** Whose mailbox and whose domain these are already, if anybody's. */
  readonly emailOwner: { readonly personId: string; readonly partnerId: string } | undefined;
  readonly domainOwner: { readonly partnerId: string } | undefined;
  /** Profile of the partner that owns the mailbox. */
  readonly profile: Profile | undefined;
}

/** True for the mailbox of somebody whose partner has not ended: a sign-in letter is the answer, not a second sign-up. */
export const isKnown = ({ emailOwner, profile }: Known): boolean => emailOwner !== undefined && !hasEnded(profile);

export type Verification =
  | { readonly kind: 'begin'; readonly partnerId: string; readonly run: number; readonly personId: string }
  | { readonly kind: 'known' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal; readonly partnerId?: string };

/**
 * What a confirmed address leads to. Disposable addresses are refused [F1]. One mailbox is one person, one domain is
 * one partner. Only the mailbox of a partner that has ended can begin its next run: nobody else gets at its history.
 */
export const decideVerification = (
  application: Application,
  email: string,
  known: Known,
  disposableDomains: readonly string[],
): Verification => {
  const { emailOwner, domainOwner, profile } = known;
  if (isListed(domainOf(email), disposableDomains)) return { kind: 'refuse', refusal: 'disposable-address' };
  if (emailOwner && !hasEnded(profile)) return { kind: 'known' };
  if (domainOwner && domainOwner.partnerId !== emailOwner?.partnerId) {
    return { kind: 'refuse', refusal: 'domain-taken', partnerId: domainOwner.partnerId };
  }
  if (emailOwner && hasEnded(profile)) {
    return { kind: 'begin', partnerId: emailOwner.partnerId, run: profile.run + 1, personId: emailOwner.personId };
  }
  return { kind: 'begin', partnerId: application.applicationId, run: 1, personId: application.personId };
};

/** The reasons a refused applicant reads, with what to do. */
export const refusalReasons: Readonly<Record<Refusal, string>> = {
  'disposable-address':
    'The address belongs to a service for disposable e-mail. Apply again with an address that you keep.',
  'domain-taken':
    'This company or page is a partner already. Ask your colleague there to add you, or reply to this letter if that cannot be.',
};

export interface Answer {
  readonly outcome: 'verified' | 'known' | 'refused';
  readonly message: string;
}

/** The answer to an application that has been confirmed before; undefined while it waits. Throws 410 once it is too late. */
export const settledAnswer = (application: Application, nowMs: number): Answer | undefined => {
  switch (application.status) {
    case 'verified':
      return verifiedAnswer;
    case 'known':
      return knownAnswer;
    case 'refused':
      return refusedAnswer(application.refusal ?? 'domain-taken');
    case 'erased':
      throw linkExpired();
    case 'unverified':
      if (nowMs > Date.parse(application.verifyUntil)) throw linkExpired();
      return undefined;
  }
};

export const linkExpired = (): Problem =>
  new Problem(410, 'link-expired', 'This link has expired. Fill in the form again.');
export const linkNotValid = (): Problem =>
  new Problem(400, 'link-not-valid', 'This link is not valid. Open the one in the newest letter.');
export const conflictingClick = (): Problem => conflict('This link is being followed somewhere else. Try again.');

export const verifiedAnswer: Answer = {
  outcome: 'verified',
  message: 'Your address is confirmed. You will hear from us by e-mail within moments, or within 48 hours at most.',
};
export const knownAnswer: Answer = {
  outcome: 'known',
  message: 'We know you already. We have sent you a link to sign in.',
};
export const refusedAnswer = (refusal: Refusal): Answer => ({ outcome: 'refused', message: refusalReasons[refusal] });

/** The address to confirm; 410 once the person behind the link was forgotten. */
export const addressOf = (person: Person | undefined): string => {
  if (!person?.email) throw linkExpired();
  return person.email;
};
