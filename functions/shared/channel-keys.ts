/** Access patterns of the rooms that resellers work with, as question -> key; a part of `keys`. */
export const channelKeys = {
  // owner: mdf. What was asked of a development fund, and what became of it
  mdf: (partnerId: string, requestId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `MDF#${requestId}` }),
  // owner: tiers. What was decided of a partner, in the shards of the list of books
  standing: (shard: number, partnerId: string) => ({
    PK: `STANDINGS#${String(shard).padStart(2, '0')}`,
    SK: partnerId,
  }),
  // set by a person [T7]; and who holds the tiers that are scarce
  programTier: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'PROGRAM-TIER' }),
  programTierHolders: () => ({ PK: 'PROGRAM-TIERS', SK: 'HOLDERS' }),
  // what it sold in a quarter, in one currency [T5], and how much of that comes from a customer
  revenue: (partnerId: string, quarter: string, currency: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `REVENUE#${quarter}#${currency}`,
  }),
  // owner: library. Files of a partner; those of the program itself lie under the partner `PROGRAM`
  file: (partnerId: string, fileId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `FILE#${fileId}` }),
  revenueFrom: (partnerId: string, customer: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `CUSTOMER-REVENUE#${customer}`,
  }),
  // terms it has signed, answers of its customers, what an affiliate asked for or was invited to [T3, T5]
  commitment: (partnerId: string, commitmentId: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `COMMITMENT#${commitmentId}`,
  }),
  satisfaction: (partnerId: string, key: string) => ({ PK: `PARTNER#${partnerId}`, SK: `SATISFACTION#${key}` }),
  channelTerms: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'CHANNEL-TERMS' }),
  tierRequest: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'TIER-REQUEST' }),
  // what did the partner ask for that its tier gives?
  tierAsk: (partnerId: string, what: string) => ({ PK: `PARTNER#${partnerId}`, SK: `TIER-ASK#${what}` }),
  survey: (surveyId: string) => ({ PK: `SURVEY#${surveyId}`, SK: 'SURVEY' }),
  // owner: reviews. A partner's review of a quarter, its package, what was agreed
  review: (partnerId: string, quarter: string) => ({ PK: `PARTNER#${partnerId}`, SK: `REVIEW#${quarter}` }),
  reviewPackage: (partnerId: string, quarter: string, version: number) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `REVIEW-PACKAGE#${quarter}#${String(version).padStart(3, '0')}`,
  }),
  reviewAction: (partnerId: string, quarter: string, number: number) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `REVIEW-ACTION#${quarter}#${String(number).padStart(2, '0')}`,
  }),
  // what is a number of a package made of? in chunks, from 0
  reviewEntries: (partnerId: string, quarter: string, version: number, figure: string, chunk: number) => ({
    PK: `REVIEW-ENTRIES#${partnerId}#${quarter}#${String(version).padStart(3, '0')}`,
    SK: `${figure}#${String(chunk).padStart(4, '0')}`,
  }),
  // how are the agreed KPIs measured, and what was entered for a month?
  reviewKpis: (partnerId: string, run: number) => ({ PK: `PARTNER#${partnerId}`, SK: `REVIEW-KPIS#${run}` }),
  kpiEntry: (partnerId: string, run: number, number: number, month: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `KPI-ENTRY#${run}#${number}#${month}`,
  }),
  // which support cases of this partner's customers were escalated? and does anybody tell of them at all (`FEED`)?
  escalation: (partnerId: string, supportCase: string) => ({
    PK: `PARTNER#${partnerId}`,
    SK: `ESCALATION#${supportCase}`,
  }),
  supportFeed: () => ({ PK: 'SUPPORT-CASES', SK: 'FEED' }),
  // who gets a review of this quarter? 50 partners a page
  reviewPage: (quarter: string, page: number) => ({
    PK: `REVIEW-QUARTER#${quarter}`,
    SK: `PAGE#${String(page).padStart(4, '0')}`,
  }),
  // how far has the digest of a month come?
  digest: (month: string) => ({ PK: 'DIGESTS', SK: month }),
  // owner: deals. One deal; the customer's contact, its execution's lock and wait lie beside it
  deal: (dealId: string) => ({ PK: `DEAL#${dealId}`, SK: 'DEAL' }),
  dealPart: (dealId: string, part: 'CONTACT' | 'LOCK' | 'WAIT') => ({ PK: `DEAL#${dealId}`, SK: part }),
  // which deals has this partner, how many are open, and which is its deal with this customer?
  partnerDeal: (partnerId: string, dealId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `DEAL#${dealId}` }),
  openDeals: (partnerId: string) => ({ PK: `PARTNER#${partnerId}`, SK: 'OPEN-DEALS' }),
  dealWith: (partnerId: string, customer: string) => ({ PK: `PARTNER#${partnerId}`, SK: `DEAL-WITH#${customer}` }),
  // whose pipeline is this customer in [D2]? `customer` = keyed hash of its registrable domain
  customerClaim: (customer: string) => ({ PK: `CUSTOMER-CLAIM#${customer}`, SK: 'CLAIM' }),
  // which deals wait in line for it, are owed a fee, or were won? which opportunities have our own sales?
  customerPlace: (customer: string, place: string, dealId: string) => ({
    PK: `CUSTOMER-CLAIM#${customer}`,
    SK: `PLACE#${place}#${dealId}`,
  }),
  customerDirect: (customer: string, opportunityId: string) => ({
    PK: `CUSTOMER-CLAIM#${customer}`,
    SK: `DIRECT#${opportunityId}`,
  }),
  // which customers have a similar name? `shelf` = first letters of the plain name
  customerName: (shelf: string, of: string) => ({ PK: `CUSTOMER-NAMES#${shelf}`, SK: of }),
  // what did the CRM tell of this opportunity?
  opportunity: (opportunityId: string) => ({ PK: `OPPORTUNITY#${opportunityId}`, SK: 'OPPORTUNITY' }),
  // which customer does this domain belong to? all in one partition: tens
  customerAlias: (domain: string) => ({ PK: 'CUSTOMER-ALIASES', SK: domain }),
  // owner: leads. What is known of a lead, who is behind it (erasable), which leads a partner has, what it takes
  lead: (leadId: string) => ({ PK: `LEAD#${leadId}`, SK: 'LEAD' }),
  leadPerson: (leadId: string) => ({ PK: `LEAD#${leadId}`, SK: 'PERSON' }),
  partnerLead: (partnerId: string, leadId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `LEAD#${leadId}` }),
  // which lead became this deal? — owner: leads
  dealLead: (partnerId: string, dealId: string) => ({ PK: `PARTNER#${partnerId}`, SK: `DEAL-LEAD#${dealId}` }),
  leadSetting: (partnerId: string) => ({ PK: 'LEAD-TAKERS', SK: partnerId }),
} as const;
