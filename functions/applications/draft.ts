import { createHash } from 'node:crypto';
import type { Policy } from '../policy/contract.ts';
import { derivedId } from '../shared/ids.ts';
import type { Application, ApplicationForm, NominationForm, Person } from './contract.ts';
import { companyFactsOf } from './facts.ts';

/** An application that waits for its address to be confirmed, and the person behind it. */
export interface Draft {
  readonly application: Application;
  readonly person: Person;
}

interface Received {
  readonly programKey: string;
  readonly policy: Policy;
  /** What tells this sending from another with the same content: the form's token, or the nominator and the day. */
  readonly sending: string;
  readonly nowMs: number;
}

const hourMs = 3_600_000;

const draftOf = (form: NominationForm, consent: boolean, source: Application['source'], on: Received): Draft => {
  const content = createHash('sha256').update(JSON.stringify(form)).digest('base64url');
  const applicationId = derivedId(on.programKey, 'application', on.sending, content);
  const personId = derivedId(on.programKey, 'person', applicationId);
  const submittedAt = new Date(on.nowMs).toISOString();
  const verifyUntil = new Date(on.nowMs + on.policy.signUp.verificationHours * hourMs).toISOString();
  const facts = companyFactsOf(form, on.policy);
  const { contactName: name, email, company } = form;
  return {
    application: {
      type: 'APPLICATION',
      applicationId,
      status: 'unverified',
      personId,
      source,
      facts,
      submittedAt,
      verifyUntil,
    },
    person: { type: 'PERSON', personId, name, email, company, marketingConsent: consent, createdAt: submittedAt },
  };
};

/**
 * The draft of a form. Its id follows from which form was sent with what in it: the same form sent twice is one
 * application, a corrected one is another. Throws a 422 that names the field.
 */
export const draftFromForm = (body: ApplicationForm, on: Omit<Received, 'sending'>): Draft => {
  const { formToken, fax: _, marketingConsent, ...form } = body;
  return draftOf(form, marketingConsent, 'form', { ...on, sending: formToken });
};

/** The draft of a nomination; the contact has consented to nothing yet. */
export const draftFromNomination = (form: NominationForm, on: Received): Draft =>
  draftOf(form, false, 'nomination', on);
