import * as z from 'zod';
import { partnerTier, path, programType, slug } from '../policy/contract.ts';
import type { ProgramEvent } from '../shared/event.ts';
import { route } from '../shared/route.ts';
import { emailAddress, id, instant, line, paragraph } from '../shared/text.ts';
import { colleagueRoutes } from './colleagues/items.ts';
import { icpInputs, statedCustomers } from './icp.ts';

export { colleagueItem, colleagueTold, personErased, type TeamPerson } from './colleagues/items.ts';
export { type IcpInputs, icpInputs, MOST_ROWS, type StatedCustomers, statedCustomers } from './icp.ts';

const run = z.int().min(1);
const country = z.string().regex(/^[A-Z]{2}$/, 'must be a country code of two letters, like US');
const audienceSize = z.int().min(0).max(10_000_000_000);
/** As typed: `acme.com` or `https://youtube.com/@ann`. Checked and brought into one form by the rules of this room. */
const website = line(300);

/** What a company says of itself, without any personal data. Criteria that are not stated are missing [S4]. */
export const companyFacts = z.strictObject({
  programType,
  targetTier: partnerTier,
  path,
  company: z.string(),
  /** Normalised, https. */
  website: z.string(),
  /** Key of the domain, or of the profile on a shared platform: `acme.com`, `youtube.com/@ann`. */
  domainKey: z.string(),
  country: z.string(),
  category: slug.optional(),
  /** People reached by the partner. */
  audienceSize: audienceSize.optional(),
  icpInputs: icpInputs.optional(),
  /** What a person should look at, e.g. `international-domain`. */
  flags: z.array(z.enum(['international-domain'])).max(5),
});
export type CompanyFacts = z.infer<typeof companyFacts>;

// ---- Events

/** `application-verified.v1`, id `<partnerId>/<run>/application-verified`: everything a PROFILE is made of. */
export const applicationVerified = companyFacts.extend({
  personId: id,
  applicationId: id,
  source: z.enum(['form', 'nomination']),
  /** The policy in force then; the run keeps it [Z2]. */
  policyVersion: z.int().min(1),
});
export type ApplicationVerified = z.infer<typeof applicationVerified>;

/** `application-refused.v1`, id `<applicationId>/refused` [F1]. */
export const refusal = z.enum(['disposable-address', 'domain-taken']);
export type Refusal = z.infer<typeof refusal>;
export const applicationRefused = z.strictObject({ applicationId: id, refusal });

/** `colleague-applied.v1`: somebody applied for a company that is a partner already; its timeline and ops are told. */
export const colleagueApplied = z.strictObject({ applicationId: id });

// ---- Items (others may read them by key)

/** PERSON item: the only item with personal data. After erasure `name` and `email` are gone and `erasedAt` is there. */
export const personItem = z.object({
  type: z.literal('PERSON'),
  personId: id,
  /** The partner this person signs in for; set when the address is verified. */
  partnerId: id.optional(),
  run: run.optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  company: z.string().optional(),
  /** Consent to marketing letters at sign-up. */
  marketingConsent: z.boolean(),
  createdAt: instant,
  verifiedAt: instant.optional(),
  erasedAt: instant.optional(),
});
export type Person = z.infer<typeof personItem>;

/** EMAIL item: which person a verified mailbox belongs to. */
export const emailItem = z.object({ type: z.literal('EMAIL'), personId: id, partnerId: id });

/** DOMAIN item: which partner a domain or profile belongs to. */
export const domainItem = z.object({ type: z.literal('DOMAIN'), partnerId: id, personId: id });

/** APPLICATION item. An application that is not verified in time removes itself. */
export const applicationItem = z.object({
  type: z.literal('APPLICATION'),
  applicationId: id,
  status: z.enum(['unverified', 'verified', 'refused', 'known', 'erased']),
  refusal: refusal.optional(),
  personId: id,
  partnerId: id.optional(),
  run: run.optional(),
  source: z.enum(['form', 'nomination']),
  /** Facts of the company; gone after erasure. */
  facts: companyFacts.optional(),
  submittedAt: instant,
  verifyUntil: instant,
  verifiedAt: instant.optional(),
  completedAt: instant.optional(),
  /** The policy in force when it was verified. */
  policyVersion: z.int().min(1).optional(),
});
export type Application = z.infer<typeof applicationItem>;

/** Key of a partner's application in one run: the first run's application gave the partner its id. */
export const applicationOfRun = (partnerId: string, runNumber: number): string =>
  runNumber === 1 ? partnerId : `${partnerId}.${runNumber}`;

export const verifiedEvent = (event: {
  partnerId: string;
  run: number;
  data: ApplicationVerified;
  at: string;
}): ProgramEvent => ({
  id: `${event.partnerId}/${event.run}/application-verified`,
  name: 'application-verified.v1',
  occurredAt: event.at,
  recordedAt: event.at,
  partnerId: event.partnerId,
  run: event.run,
  data: event.data,
});

// ---- HTTP

const choice = z.strictObject({ id: z.string(), label: z.string() });
const choices = z.array(choice);
const message = z.strictObject({ message: z.string() });

/** The form in the browser sends this; `fax` is a field that people do not see and machines fill in. */
export const applicationForm = z.strictObject({
  formToken: z.string().min(1).max(400),
  fax: z.string().max(200).optional(),
  programType,
  /** Of channel partners [L12]; others begin at the entry tier. */
  targetTier: partnerTier.optional(),
  company: line(120),
  website,
  country,
  category: slug,
  audienceSize,
  customers: statedCustomers,
  contactName: line(100),
  email: emailAddress,
  marketingConsent: z.boolean(),
});
export type ApplicationForm = z.infer<typeof applicationForm>;

export const nominationForm = z.strictObject({
  programType,
  targetTier: partnerTier.optional(),
  company: line(120),
  website,
  country,
  category: slug.optional(),
  audienceSize: audienceSize.optional(),
  customers: statedCustomers.optional(),
  contactName: line(100),
  email: emailAddress,
});
export type NominationForm = z.infer<typeof nominationForm>;

const completionForm = z
  .strictObject({
    category: slug.optional(),
    audienceSize: audienceSize.optional(),
    customers: statedCustomers.optional(),
    note: paragraph(2_000).optional(),
  })
  .refine((form) => Object.keys(form).length > 0, 'fill in at least one field');
export type CompletionForm = z.infer<typeof completionForm>;

/** A list of 2,000 rows fits. */
const FORM_BYTES = 524_288;

export const routes = {
  ...colleagueRoutes,
  getForm: route({
    id: 'getForm',
    method: 'GET',
    path: '/api/application-form',
    access: 'anyone',
    summary: 'What the sign-up form offers, and a token to send it with.',
    status: 200,
    answer: z.strictObject({
      formToken: z.string(),
      program: z.string(),
      programTypes: choices,
      targetTiers: choices,
      categories: choices,
      customers: z.strictObject({ segment: choices, industry: choices, companySize: choices, region: choices }),
    }),
  }),
  submitApplication: route({
    id: 'submitApplication',
    method: 'POST',
    path: '/api/applications',
    access: 'anyone',
    summary: 'Applies. The answer is the same for a known and an unknown address; the rest comes by letter.',
    body: applicationForm,
    status: 202,
    maxBytes: FORM_BYTES,
    answer: message,
  }),
  verifyApplication: route({
    id: 'verifyApplication',
    method: 'POST',
    path: '/api/applications/verify',
    access: 'anyone',
    summary: 'Confirms the address with the token of the letter. Confirming twice answers the same.',
    body: z.strictObject({ token: z.string().min(1).max(400) }),
    status: 200,
    answer: z.strictObject({ outcome: z.enum(['verified', 'known', 'refused']), message: z.string() }),
  }),
  completeApplication: route({
    id: 'completeApplication',
    method: 'POST',
    path: '/api/portal/application',
    access: 'partner',
    summary: 'Adds what was missing from the application, when asked.',
    body: completionForm,
    status: 200,
    maxBytes: FORM_BYTES,
    answer: message,
  }),
  nominateCompany: route({
    id: 'nominateCompany',
    method: 'POST',
    path: '/api/ops/nominations',
    access: 'team',
    summary: 'Nominates a company; its contact is asked by letter to confirm.',
    body: nominationForm,
    status: 202,
    maxBytes: FORM_BYTES,
    answer: message,
  }),
  erasePerson: route({
    id: 'erasePerson',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/erasure',
    access: 'team',
    summary:
      "Erases the partner's contact: the person is forgotten, the journey stops, the address is never written to.",
    params: z.strictObject({ partnerId: id }),
    body: z.strictObject({ reason: line(500) }),
    status: 200,
    answer: message,
  }),
} as const;
