import { channelKeys } from './channel-keys.ts';

/**
 * Every access pattern of the Program table, as question -> key. One table, overloaded keys `PK`/`SK`, one sparse
 * index `byDue` (`GSI1PK`/`GSI1SK`), TTL attribute `expiresAt` (epoch seconds). Nothing scans.
 * The owner is the only room that writes the item; any room may read by these keys.
 */
export const keys = {
  ...channelKeys,
  // who is this person? (the only item with personal data) — owner: applications; of a customer who is asked how a deal
  // went: tiers
  person: (personId: string) => ({ PK: `PERSON#${personId}`, SK: 'PERSON' }),
  // whose address is this? `emailHash` = keyed hash of the normalised address — owner: applications
  email: (emailHash: string) => ({ PK: `EMAIL#${emailHash}`, SK: 'EMAIL' }),
  // which partner is this domain (or profile on a shared platform)? — owner: applications
  domain: (siteKey: string) => ({ PK: `DOMAIN#${siteKey}`, SK: 'PARTNER' }),
  // who works for this partner beside its contact? — owner: applications
  colleague: (partnerId: string, personId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `COLLEAGUE#${personId}` }),
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
  // when did people of this partner sign in? read by reviews
  partnerSignIn: (partnerId: string, at: string) => ({ PK: `PARTNER#${partnerId}`, SK: `PORTAL-SIGNIN#${at}` }),
  // owner: email
  letter: (letterKey: string) => ({ PK: `LETTER#${letterKey}`, SK: 'LETTER' }),
  suppression: (emailHash: string) => ({ PK: `SUPPRESSION#${emailHash}`, SK: 'SUPPRESSION' }),
  // are tips and reminders resting, and how did the letters of a day fare? `day` as YYYY-MM-DD in UTC
  mailPause: () => ({ PK: 'MAIL', SK: 'PAUSE' }),
  mailDay: (day: string) => ({ PK: 'MAIL', SK: `DAY#${day}` }),
  // how many went out that day? In parts, for many letters go out at once
  mailSent: (day: string, part: number) => ({ PK: 'MAIL', SK: `DAY#${day}#SENT#${part}` }),
  // what does a letter show? a PNG, written by the room that orders the letter (`pictureItem` of email/contract.ts)
  picture: (picture: string) => ({ PK: `PICTURE#${picture}`, SK: 'PICTURE' }),
  // owner: shared/outbox (written with the fact it announces, published by events; of a partner, its timeline)
  event: (eventId: string) => ({ PK: `EVENT#${eventId}`, SK: 'EVENT' }),
  // owner: shared/rate-limit
  rate: (what: string, who: string, bucket: string) => ({ PK: `RATE#${what}#${who}#${bucket}`, SK: 'RATE' }),
  // owner: policy
  policy: (version: number) => ({ PK: 'POLICY', SK: `VERSION#${String(version).padStart(6, '0')}` }),
  policyProposal: (proposalId: string) => ({ PK: 'POLICY-PROPOSALS', SK: proposalId }),
  // owner: commissions. Plans of its own that this partner has, or will have; and changes that were asked for
  terms: (partnerId: string) => ({ PK: `TERMS#${partnerId}`, SK: 'TERMS' }),
  termsChange: (partnerId: string, changeId: string) => ({ PK: `TERMS#${partnerId}`, SK: `CHANGE#${changeId}` }),
  // what was asked of history; the draft and the results lie apart, the results in 64 shards of their partners
  whatIf: (whatIfId: string) => ({ PK: 'WHAT-IFS', SK: whatIfId }),
  whatIfPart: (whatIfId: string, part: 'DRAFT' | 'RESULT') => ({ PK: `WHAT-IF#${whatIfId}`, SK: part }),
  whatIfLines: (whatIfId: string, shard: number, partnerId: string, currency: string, chunk: string) => ({
    PK: `WHAT-IF#${whatIfId}#${String(shard).padStart(2, '0')}`,
    SK: `LINES#${partnerId}#${currency}#${chunk}`,
  }),
  whatIfPartner: (whatIfId: string, shard: number, partnerId: string, currency: string) => ({
    PK: `WHAT-IF#${whatIfId}#${String(shard).padStart(2, '0')}`,
    SK: `PARTNER#${partnerId}#${currency}`,
  }),
  // owner: ledger. What was told and waits for what it belongs to, as the last proof of the books found it, shard by shard
  waitingEvents: (shard: number) => ({ PK: 'WAITING-EVENTS', SK: String(shard).padStart(2, '0') }),
  // a change of a balance by people
  adjustment: (adjustmentId: string) => ({ PK: `ADJUSTMENT#${adjustmentId}`, SK: 'ADJUSTMENT' }),
  // owner: fraud. What was flagged, what it holds; what is known of a partner when a sale comes (all under `WATCH#`)
  flag: (partnerId: string, flagId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `FLAG#${flagId}` }),
  held: (partnerId: string, flagId: string, customer: string, sale: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `HELD#${flagId}#${customer}#${sale}`,
  }),
  watch: (partnerId: string, what: string) => ({ PK: `PARTNER#${partnerId}`, SK: `WATCH#${what}` }),
  // the partner's own devices of late; written by access, read with the rest
  device: (partnerId: string, device: string) => ({ PK: `PARTNER#${partnerId}`, SK: `WATCH#DEVICE#${device}` }),
  // leads whose addresses differ in digits alone
  leadPattern: (partnerId: string, pattern: string) => ({ PK: `PARTNER#${partnerId}`, SK: `LEADS#${pattern}` }),
  // partners that had a click, in the shards of the list of books: looked at daily, whether they sold or not
  watched: (shard: number, partnerId: string) => ({
    PK: `WATCHED#${String(shard).padStart(2, '0')}`,
    SK: partnerId,
  }),
  // does a rule about fraud bite, and does the site's script run (`SCRIPT`)?
  fraudRule: (rule: string) => ({ PK: 'FRAUD-RULES', SK: rule }),
  // owner: payouts. How a partner is paid (personal data, erasable), and what its tax form and its first payout are at
  payee: (partnerId: string) => ({ PK: `PAYEE#${partnerId}`, SK: 'CURRENT' }),
  payeeVersion: (partnerId: string, version: number) => ({
    PK: `PAYEE#${partnerId}`,
    SK: `VERSION#${String(version).padStart(6, '0')}`,
  }),
  // which partners are paid to this account? `accountHash` = keyed hash
  payeeAccount: (accountHash: string, partnerId: string) => ({ PK: `PAYEE-ACCOUNT#${accountHash}`, SK: partnerId }),
  taxStatus: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'TAX-STATUS' }),
  payoutStanding: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'PAYOUT-STANDING' }),
  statement: (partnerId: string, period: string) => ({ PK: `PARTNER#${partnerId}`, SK: `STATEMENT#${period}` }),
  // payout runs; the payouts of one lie in the shards of their books
  batch: (batchId: string) => ({ PK: 'PAYOUT-BATCHES', SK: batchId }),
  batchWait: (batchId: string) => ({ PK: `BATCH#${batchId}`, SK: 'WAIT' }),
  batchFile: (batchId: string, name: string) => ({ PK: `BATCH#${batchId}`, SK: `FILE#${name}` }),
  payout: (batchId: string, shard: number, partnerId: string, currency: string) => ({
    PK: `BATCH#${batchId}#${String(shard).padStart(2, '0')}`,
    SK: `PAYOUT#${partnerId}#${currency}`,
  }),
  // what was paid in a calendar year, by date of payment?
  payment: (year: string, partnerId: string, batchId: string, currency: string) => ({
    PK: `PAYMENTS#${year}`,
    SK: `${partnerId}#${batchId}#${currency}`,
  }),
  // owner: affiliates
  link: (code: string) => ({ PK: `LINK#${code}`, SK: 'LINK' }),
  // which links and coupons has this partner? (their codes alone; the automatic link follows from partner and run)
  partnerLink: (partnerId: string, run: number, code: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `LINK#${run}#${code}`,
  }),
  partnerCoupon: (partnerId: string, run: number, code: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `COUPON#${run}#${code}`,
  }),
  // whose is this coupon code [A3]? capitals; `couponItem` and `couponEarns` of affiliates/contract.ts
  coupon: (code: string) => ({ PK: `COUPON#${code}`, SK: 'COUPON' }),
  // may this partner use coupon sites, or bid on brand names [F2]? no item: no
  traffic: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'TRAFFIC' }),
  // what the enablement library has, and who opened it [O8]; the counters of an asset are added up
  asset: (assetId: string) => ({ PK: 'LIBRARY', SK: `ASSET#${assetId}` }),
  download: (assetId: string, key: string) => ({ PK: `DOWNLOADS#${assetId}`, SK: key }),
  downloadCount: (assetId: string, counter: number) => ({ PK: 'DOWNLOAD-COUNTS', SK: `${assetId}#${counter}` }),
  // the official logo of the program, and those of a partner [P4]
  programLogo: () => ({ PK: 'LIBRARY', SK: 'LOGO' }),
  logo: (partnerId: string, fileId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `LOGO#${fileId}` }),
  // what came last by a signed way in, and why was something refused? — owner: shared/intake-notes
  intake: (name: string) => ({ PK: 'INTAKES', SK: name }),
  // owner: integrations
  import: (importId: string) => ({ PK: 'IMPORTS', SK: `IMPORT#${importId}` }),
  importChunk: (importId: string, chunk: number) => ({
    PK: `IMPORT#${importId}`,
    SK: `CHUNK#${String(chunk).padStart(4, '0')}`,
  }),
  // whose mailbox is this partner id of another tool?
  outsider: (tool: string, externalId: string) => ({ PK: `OUTSIDER#${tool}#${externalId}`, SK: 'OUTSIDER' }),
  // what was imported of a partner who is not here yet? `who`: keyed hash of the mailbox, or `<tool>/<id>`
  waiting: (who: string, key: string) => ({ PK: `WAITING#${who}`, SK: key }),
} as const;

/** The sparse index `byDue`: what is open, in order of when it is due. An item leaves it when it is done. */
export const due = {
  partnersInStage: (stage: string) => `STAGE#${stage}`, // GSI1SK <since>#<partnerId>
  openTasks: 'TASKS#open', // GSI1SK <deadline>#<taskId>
  pendingLetters: (shard: number) => `LETTERS#pending#${shard}`, // GSI1SK <ordered at, or next try>#<letterKey>
  timeline: (partnerId: string) => `TIMELINE#${partnerId}`, // GSI1SK <when it happened>#<event's id>; nothing leaves
  flags: (which: 'open' | 'shadow' | 'done') => `FLAGS#${which}`, // GSI1SK <next step, raised or decided at>#<flagId>
  surveys: (which: 'waiting' | 'sent') => `SURVEYS#${which}`, // GSI1SK <to be sent, or closes at>#<surveyId>
  deals: (which: 'review' | 'approved' | 'other' | 'ended') => `DEALS#${which}`, // GSI1SK <next step, or ended at>#<dealId>
  directPipeline: 'DIRECT#open', // GSI1SK <openedAt>#<opportunityId>
  leads: 'LEADS#open', // GSI1SK <received at>#<leadId>
  mdf: 'MDF#open', // GSI1SK <asked at>#<requestId>
  reviews: (quarter: string) => `REVIEWS#${quarter}`, // GSI1SK <meeting>#<partnerId>; nothing leaves
  reviewActions: 'REVIEW-ACTIONS#open', // GSI1SK <next letter>#<partnerId>#<quarter>#<number>
  certificatesExpiring: 'CERTIFICATES#current', // GSI1SK <expiresOn>#<partnerId>#<personId>#<track>
} as const;

export const LETTER_SHARDS = 1;
export const MAIL_PARTS = 8;
