/**
 * Every access pattern of the Program table, as question -> key. One table, overloaded keys `PK`/`SK`, one sparse
 * index `byDue` (`GSI1PK`/`GSI1SK`), TTL attribute `expiresAt` (epoch seconds). Nothing scans.
 * The owner is the only room that writes the item; any room may read by these keys.
 */
export const keys = {
  // who is this person? (the only item with personal data) — owner: applications
  person: (personId: string) => ({ PK: `PERSON#${personId}`, SK: 'PERSON' }),
  // whose address is this? `emailHash` = keyed hash of the normalised address — owner: applications
  email: (emailHash: string) => ({ PK: `EMAIL#${emailHash}`, SK: 'EMAIL' }),
  // which partner is this domain (or profile on a shared platform)? — owner: applications
  domain: (siteKey: string) => ({ PK: `DOMAIN#${siteKey}`, SK: 'PARTNER' }),
  application: (applicationId: string) => ({ PK: `APPLICATION#${applicationId}`, SK: 'APPLICATION' }),

  // everything about a partner lies under one PK — owner of PROFILE, TIMELINE, LOCK: partners
  partner: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'PROFILE' }),
  timeline: (partnerId: string, at: string, entry: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `TIMELINE#${at}#${entry}`,
  }),
  lock: (partnerId: string, workflow: string, run: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `LOCK#${workflow}#${run}`,
  }),
  // what has happened in this run, and what is waiting for it — owner: tasks
  fact: (partnerId: string, run: number, fact: string) => ({ PK: `PARTNER#${partnerId}`, SK: `FACT#${run}#${fact}` }),
  wait: (partnerId: string, run: number, step: string) => ({ PK: `PARTNER#${partnerId}`, SK: `WAIT#${run}#${step}` }),
  task: (taskId: string) => ({ PK: `TASK#${taskId}`, SK: 'TASK' }),
  // owner: scorecard
  scorecard: (partnerId: string, run: number, version: number) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `SCORECARD#${run}#${String(version).padStart(4, '0')}`,
  }),
  // owner: agreements
  agreement: (partnerId: string, run: number, type: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `AGREEMENT#${run}#${type}`,
  }),
  // owner: onboarding
  journey: (partnerId: string, run: number) => ({ PK: `PARTNER#${partnerId}`, SK: `JOURNEY#${run}` }),
  // owner: certification
  course: (partnerId: string, personId: string, track: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `COURSE#${track}#${personId}`,
  }),
  attempt: (partnerId: string, personId: string, track: string, number: number) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `ATTEMPT#${track}#${personId}#${String(number).padStart(3, '0')}`,
  }),
  certificate: (partnerId: string, personId: string, track: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `CERTIFICATE#${track}#${personId}`,
  }),
  // owner: access
  signIn: (tokenId: string) => ({ PK: `SIGNIN#${tokenId}`, SK: 'SIGNIN' }),
  session: (sessionHash: string) => ({ PK: `SESSION#${sessionHash}`, SK: 'SESSION' }),
  // owner: email
  letter: (letterKey: string) => ({ PK: `LETTER#${letterKey}`, SK: 'LETTER' }),
  suppression: (emailHash: string) => ({ PK: `SUPPRESSION#${emailHash}`, SK: 'SUPPRESSION' }),
  // are tips and reminders resting, and how did the letters of a day fare? `day` as YYYY-MM-DD in UTC
  mailPause: () => ({ PK: 'MAIL', SK: 'PAUSE' }),
  mailDay: (day: string) => ({ PK: 'MAIL', SK: `DAY#${day}` }),
  // owner: shared/outbox (written with the fact it announces, published by events; of a partner, its timeline)
  event: (eventId: string) => ({ PK: `EVENT#${eventId}`, SK: 'EVENT' }),
  // owner: shared/rate-limit
  rate: (what: string, who: string, bucket: string) => ({ PK: `RATE#${what}#${who}#${bucket}`, SK: 'RATE' }),
  // owner: policy
  policy: (version: number) => ({ PK: 'POLICY', SK: `VERSION#${String(version).padStart(6, '0')}` }),
  // owner: ledger
  adjustment: (adjustmentId: string) => ({ PK: `ADJUSTMENT#${adjustmentId}`, SK: 'ADJUSTMENT' }),
  // owner: affiliates
  link: (code: string) => ({ PK: `LINK#${code}`, SK: 'LINK' }),
} as const;

/** The sparse index `byDue`: what is open, in order of when it is due. An item leaves it when it is done. */
export const due = {
  partnersInStage: (stage: string) => `STAGE#${stage}`, // GSI1SK <since>#<partnerId>
  openTasks: 'TASKS#open', // GSI1SK <deadline>#<taskId>
  pendingLetters: (shard: number) => `LETTERS#pending#${shard}`, // GSI1SK <ordered at, or next try>#<letterKey>
  timeline: (partnerId: string) => `TIMELINE#${partnerId}`, // GSI1SK <when it happened>#<event's id>; nothing leaves
  certificatesExpiring: 'CERTIFICATES#current', // GSI1SK <expiresOn>#<partnerId>#<personId>#<track>
} as const;

export const LETTER_SHARDS = 1;
