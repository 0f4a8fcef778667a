import type { Policy } from '../policy/contract.ts';
import type { TransactItem } from '../shared/table.ts';
import type { Application } from './contract.ts';
import {
  type Answer,
  decideVerification,
  type Known,
  knownAnswer,
  refusedAnswer,
  verifiedAnswer,
} from './verification.ts';
import { beginWrites, knownWrites, refuseWrites } from './writes.ts';

interface Confirmed {
  readonly application: Application;
  readonly email: string;
  readonly known: Known;
  readonly addressHash: string;
  readonly policyVersion: number;
  readonly policy: Policy;
  readonly nowMs: number;
}

/** What a confirmed address is answered, and what is written for it: all of it in one transaction, or nothing. */
export const planVerification = (on: Confirmed): { readonly answer: Answer; readonly writes: TransactItem[] } => {
  const { application, email, known, addressHash, policyVersion, nowMs } = on;
  const { facts } = application;
  if (!facts) throw new Error('An unverified application has its facts.');
  const decided = decideVerification(application, email, known, on.policy.signUp.disposableDomains);
  switch (decided.kind) {
    case 'known':
      return { answer: knownAnswer, writes: knownWrites(application, addressHash, nowMs) };
    case 'refuse':
      return { answer: refusedAnswer(decided.refusal), writes: refuseWrites(application, decided, nowMs) };
    case 'begin': {
      const { partnerId, run, personId } = decided;
      const at = new Date(nowMs).toISOString();
      const from = { application, facts, partnerId, run, personId, addressHash, policyVersion, at };
      return { answer: verifiedAnswer, writes: beginWrites(from, known.domainOwner !== undefined) };
    }
  }
};
