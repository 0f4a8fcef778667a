import type { LetterOrder } from '../email/contract.ts';
import { factRecorded, type ProgramEvent } from '../shared/event.ts';
import { taskRequested } from '../tasks/contract.ts';
import { certifiedFact, renewedFact } from './certificate.ts';
import { type Attempt, type Certificate, type LabProof, taskKeyOf } from './contract.ts';

/** What must follow a change of this room: facts, requests, letters. */
export interface Following {
  readonly events: readonly ProgramEvent[];
  readonly letters: readonly LetterOrder[];
}

/** One letter about one occasion of a person's course, in the run it belongs to. */
const letterTo = (
  who: { partnerId: string; run: number; personId: string },
  occasion: string,
  letter: string,
  data: Record<string, unknown>,
  at: string,
): LetterOrder => ({
  key: `${who.partnerId}/${who.run}/certification/${who.personId}/${occasion}`,
  letter,
  to: { personId: who.personId },
  partnerId: who.partnerId,
  run: who.run,
  orderedAt: at,
  data,
});

/** A certificate was issued: the fact that a milestone waits for, and, in place of an older one, that it was renewed. */
export const certified = (certificate: Certificate, replaced: Certificate | undefined, occasion: string): Following => {
  const { partnerId, run, personId, track, issuedAt, expiresOn, correct } = certificate;
  const fact = (name: string): ProgramEvent =>
    factRecorded({
      partnerId,
      run,
      fact: name,
      by: personId,
      detail: { track, personId, expiresOn },
      occurredAt: issuedAt,
      recordedAt: issuedAt,
    });
  const issued: ProgramEvent = {
    id: `${partnerId}/${run}/certificate-issued/${track}/${personId}/${issuedAt}`,
    name: 'certificate-issued.v1',
    occurredAt: issuedAt,
    recordedAt: issuedAt,
    partnerId,
    run,
    data: { track, personId, expiresOn },
  };
  const data = { track, expiresOn, ...(correct === undefined ? {} : { score: correct }) };
  return {
    events: [fact(certifiedFact(track)), issued, ...(replaced ? [fact(renewedFact(replaced))] : [])],
    letters: [letterTo(certificate, `${occasion}/passed`, 'certification-passed', data, issuedAt)],
  };
};

/** A failed attempt: the person is told; after the last one the manager is asked for help [O11]. */
export const notPassed = (
  attempt: Attempt,
  run: number,
  result: { correct: number; needed: number; attemptsLeft: number; nextAttemptAt?: string | undefined },
  at: string,
): Following => {
  const { partnerId, personId, track, number } = attempt;
  const { correct, needed, attemptsLeft, nextAttemptAt } = result;
  const data = { track, correct, needed, attemptsLeft, ...(nextAttemptAt ? { nextAttemptAt } : {}) };
  const key = taskKeyOf(personId, number);
  const detail = { personId, track, attempts: number };
  return {
    events: attemptsLeft > 0 ? [] : [taskRequested({ partnerId, run, kind: 'quiz-attempts', key, detail, at })],
    letters: [
      letterTo({ partnerId, run, personId }, `${track}/attempt-${number}/failed`, 'certification-failed', data, at),
    ],
  };
};

/** Lab proof was handed in: the manager is asked to look at it. */
export const labHandedIn = (
  lab: { partnerId: string; run: number; personId: string; nth: number } & LabProof,
  at: string,
): Following => {
  const { partnerId, run, personId, nth, proof, fileId, note } = lab;
  const detail = { personId, ...(proof === undefined ? { fileId } : { proof }), note };
  return {
    events: [taskRequested({ partnerId, run, kind: 'lab', key: taskKeyOf(personId, nth), detail, at })],
    letters: [],
  };
};

/** A lab was not passed: the person is told what the reviewer said. */
export const labFailed = (
  lab: { partnerId: string; run: number; personId: string; nth: number },
  note: string,
  at: string,
): Following => ({
  events: [],
  letters: [letterTo(lab, `technical/lab-${lab.nth}/failed`, 'lab-not-passed', { note }, at)],
});

/** The manager allows more attempts after `used` were used. */
export const attemptsGranted = (
  to: { partnerId: string; run: number; personId: string; used: number },
  attempts: number,
  at: string,
): Following => ({
  events: [],
  letters: [letterTo(to, `sales/granted-${to.used}`, 'attempts-granted', { attempts }, at)],
});
