import * as z from 'zod';
import { currencyCode, minorUnits } from '../shared/money.ts';
import { route } from '../shared/route.ts';
import { id, instant, paragraph } from '../shared/text.ts';
import { waitingRoutes } from './waiting/items.ts';

export * from './proof/items.ts';
export * from './waiting/items.ts';

/** A calendar month in the program's zone, `2027-03`. */
export const period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month like 2027-03');

/** What the program owes a partner, by how far it has come; positive = we owe. Payable below zero is a clawback [A5, B6]. */
export const partnerAccount = z.enum(['pending', 'held', 'payable', 'transit', 'paid']);
export type PartnerAccount = z.infer<typeof partnerAccount>;
/** The program's side of every posting. */
export const programAccount = z.enum(['expense', 'written-off']);

/** Where it is not the fact's own. */
const itsCurrency = currencyCode.optional();

/** One amount on one account: integer minor units of its own or the fact's currency. Those of one item sum to 0 in each [I1]. */
export const posting = z.discriminatedUnion('account', [
  z.strictObject({
    account: partnerAccount,
    partnerId: id,
    minor: minorUnits,
    /** Which rule it was earned under: `commission`, `bonus`, `cap`, `co-sell`, ... */
    rule: z.string().min(1).max(40),
    /** Key of the sale that it was earned by. */
    sale: z.string().min(1).max(200),
    /** Month the sale happened in [A13]; never of when it was recorded. */
    earnedPeriod: period,
    /** End of the review window: pending becomes payable [A12]. */
    maturesAt: instant,
    currency: itsCurrency,
  }),
  z.strictObject({ account: programAccount, minor: minorUnits, currency: itsCurrency }),
]);
export type Posting = z.infer<typeof posting>;
export type PartnerPosting = Extract<Posting, { partnerId: string }>;

/** What can happen to a customer. The first seven come from outside, the others from the program's own rules and people. */
export const factKind = z.enum([
  'lead',
  'sale',
  'refund',
  'chargeback',
  'chargeback-won',
  'subscription',
  'deal-won',
  'hold',
  'release',
  'reject',
  'reinstate',
  'bonus',
  'cap',
  'imported',
]);
export type FactKind = z.infer<typeof factKind>;

/** Opaque: a keyed hash of the customer's id outside [Z5]. */
export const customerKey = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/**
 * FACT item (Ledger table), key `CUSTOMER#<customer>` / `FACT#<number>`: what happened, what was decided on it and what
 * was posted for it, in one item that never changes. `data` and `decision` have the shapes of room `commissions`.
 */
export const fact = z.strictObject({
  customer: customerKey,
  /** From 1, in order of recording. */
  number: z.int().min(1).max(999_999),
  kind: factKind,
  /** Business key, unique within its kind: the provider's payment id for a sale [A11]. */
  key: z.string().min(1).max(200),
  occurredAt: instant,
  recordedAt: instant,
  currency: currencyCode.optional(),
  data: z.record(z.string(), z.unknown()),
  decision: z.record(z.string(), z.unknown()).optional(),
  /** Decisions on other sales of the customer that this fact changed. */
  changed: z.array(z.record(z.string(), z.unknown())).optional(),
  /** Sum to 0 in each currency. Empty where nothing is earned: then the decision says why. */
  postings: z.array(posting).max(200),
});
export type Fact = z.infer<typeof fact>;

/** In which currency a posting of a fact is. */
export const currencyOf = ({ currency }: Pick<Fact, 'currency'>, one: Pick<Posting, 'currency'>): string => {
  const its = one.currency ?? currency;
  if (!its) throw new Error('A posting has a currency.');
  return its;
};

export const balances = z.strictObject({
  pending: minorUnits,
  held: minorUnits,
  payable: minorUnits,
  transit: minorUnits,
  paid: minorUnits,
});
export type Balances = z.infer<typeof balances>;

/** Why a page was written: lines of facts, or a command. */
export const pageKind = z.enum(['facts', 'matured', 'reserved', 'paid', 'returned', 'adjusted', 'written-off', 'mdf']);
export type PageKind = z.infer<typeof pageKind>;

/** `<customer>/<number>` */
export const factReference = z.string().regex(/^[A-Za-z0-9_-]{22}\/\d{1,6}$/);

/** A line moves one account of the book; of a fact, it says by which sale and rule. */
export const bookLine = z.strictObject({
  account: partnerAccount,
  minor: minorUnits,
  fact: factReference.optional(),
  /** The kind of that fact, where it is not a sale. */
  of: factKind.optional(),
  sale: z.string().max(200).optional(),
  rule: z.string().min(1).max(40).optional(),
  earnedPeriod: period.optional(),
  maturesAt: instant.optional(),
  occurredAt: instant.optional(),
  /** The month it was earned in was over when it was recorded. */
  late: z.literal(true).optional(),
});
export type BookLine = z.infer<typeof bookLine>;

/** PAGE item (Ledger table), key `BOOK#<partnerId>#<currency>` / `PAGE#<number>`: lines, and the balances after them. */
export const page = z.strictObject({
  partnerId: id,
  currency: currencyCode,
  number: z.int().min(1).max(9_999_999),
  kind: pageKind,
  /** Business key of the command, e.g. `payout/2027-03/.../reserve`; absent on pages of facts and of maturing. */
  key: z.string().max(200).optional(),
  /** Never before that of the page before. */
  recordedAt: instant,
  lines: z.array(bookLine).max(200),
  balances,
  /** The program's side of a command; sums to 0 with the lines. */
  against: z.array(z.strictObject({ account: programAccount, minor: minorUnits })).max(2),
  /** What matures before this instant was moved by this page (kind `matured`). */
  before: instant.optional(),
  /** The first page that may hold what is still pending: earlier ones need not be read for maturing. */
  openFrom: z.int().min(1),
  note: z.string().max(500).optional(),
});
export type Page = z.infer<typeof page>;

const adjustmentId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/);

/** ADJUSTMENT item (Program table): a change of a balance by people, with their reason. It happens once, or never. */
export const adjustmentItem = z.object({
  type: z.literal('ADJUSTMENT'),
  adjustmentId,
  partnerId: id,
  run: z.int().min(1),
  kind: z.enum(['adjusted', 'written-off']),
  currency: currencyCode,
  /** Positive: in the partner's favour. */
  minor: minorUnits,
  reason: z.string(),
  state: z.enum(['proposed', 'approved', 'refused']),
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().optional(),
  decidedAt: instant.optional(),
});
export type Adjustment = z.infer<typeof adjustmentItem>;

/** Event `adjustment-approved.v1`, id `adjustment/<id>`: the book follows. */
/** Event `channel-sales-changed.v1`: a fact of this customer concerns a channel partner, so what it sold may have changed. */
export const channelSalesChanged = z.strictObject({ customer: customerKey, fact: z.int().min(1) });

export const adjustmentApproved = z.strictObject({ adjustmentId });

// ---- HTTP

/** Of two times [B4]: what had happened by `asOf`, as it was known on `knownOn`. Now, unless told. */
const moments = z.strictObject({ asOf: instant.optional(), knownOn: instant.optional() });

const balanceView = balances.extend({ currency: currencyCode });
const balancesView = z.strictObject({
  asOf: instant,
  knownOn: instant,
  /** One for each currency; never summed. `payable` below zero is netted by the next payout. */
  balances: z.array(balanceView),
});
export type BalancesView = z.infer<typeof balancesView>;

const adjustmentView = adjustmentItem.omit({ type: true, run: true }).strict();

export const routes = {
  ...waitingRoutes,
  adjustBalance: route({
    id: 'adjustBalance',
    method: 'POST',
    path: '/api/ops/partners/{partnerId}/adjustments',
    access: 'team',
    summary:
      'Change a balance, or write off what a partner owes, with a reason; above a limit it takes a second person',
    params: z.strictObject({ partnerId: id }),
    body: z.strictObject({
      /** Chosen by the caller: the same key is the same adjustment. */
      key: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
      kind: z.enum(['adjusted', 'written-off']),
      currency: currencyCode,
      minor: minorUnits.refine((minor) => minor !== 0, 'must not be 0'),
      reason: paragraph(500),
    }),
    status: 200,
    answer: adjustmentView,
  }),
  showOwnBalances: route({
    id: 'showOwnBalances',
    method: 'GET',
    path: '/api/portal/balances',
    access: 'partner',
    summary: 'What you have earned, by how far it has come; on any date, as known on any date',
    query: moments,
    status: 200,
    answer: balancesView,
  }),
  showBalances: route({
    id: 'showBalances',
    method: 'GET',
    path: '/api/ops/partners/{partnerId}/balances',
    access: 'team',
    summary: 'What a partner has earned, by how far it has come; on any date, as known on any date',
    params: z.strictObject({ partnerId: id }),
    query: moments,
    status: 200,
    answer: balancesView,
  }),
} as const;
