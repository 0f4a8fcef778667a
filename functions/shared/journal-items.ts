import * as z from 'zod';
import { type Fact, fact, type Page, type Posting, page } from '../ledger/contract.ts';
import { type FundPage, fundPage } from '../mdf/contract.ts';
import { instant } from './text.ts';

/** CLAIM item (Ledger table): a business key, kept for good. */
export const claimItem = z.object({
  kind: z.enum(['sale', 'lead', 'deal', 'won', 'payer', 'refund', 'half', 'imported', 'command']),
  /**
   * A refund's or dispute's is `<sale>~<its own>`, so that it lies behind its sale and can wait for it; the two halves of
   * what is told in two messages are `<common>~<side>`. A won deal and who paid on it meet at `<place>~<its own>`.
   */
  key: z.string().min(1).max(420),
  recordedAt: instant,
  /** Whose partition the fact goes to. */
  customer: z.string().max(40).optional(),
  /** Keyed hash of the body: the same key with another body is refused [Z4]. */
  hash: z.string().max(60).optional(),
  /** What waits for its sale; of a won deal, what it earns. */
  body: z.record(z.string(), z.unknown()).optional(),
});
export type Claim = z.infer<typeof claimItem>;

/** Values that most postings of a fact share are kept once: a sale with one touch stays within one write unit (1 KB). */
interface Shared {
  readonly sale: string;
  readonly rule: string;
  readonly earnedPeriod: string | undefined;
  readonly maturesAt: string | undefined;
}

const sharedOf = (given: Pick<Fact, 'key' | 'postings'>): Shared => {
  const first = given.postings.find((one) => 'partnerId' in one);
  return {
    sale: given.key,
    rule: 'commission',
    earnedPeriod: first?.earnedPeriod,
    maturesAt: first?.maturesAt,
  };
};

const packPosting = (one: Posting, shared: Shared): Record<string, unknown> => {
  const currency = one.currency === undefined ? {} : { c: one.currency };
  if (!('partnerId' in one)) return { a: one.account, m: one.minor, ...currency };
  return {
    a: one.account,
    p: one.partnerId,
    m: one.minor,
    ...(one.sale === shared.sale ? {} : { s: one.sale }),
    ...(one.rule === shared.rule ? {} : { r: one.rule }),
    ...(one.earnedPeriod === shared.earnedPeriod ? {} : { e: one.earnedPeriod }),
    ...(one.maturesAt === shared.maturesAt ? {} : { t: one.maturesAt }),
    ...currency,
  };
};

const unpackPosting = (packed: Record<string, unknown>, shared: Shared): unknown => {
  const { a: account, m: minor, p: partnerId, s, r, e, t, c } = packed;
  const currency = c === undefined ? {} : { currency: c };
  if (partnerId === undefined) return { account, minor, ...currency };
  return {
    ...currency,
    account,
    partnerId,
    minor,
    sale: s ?? shared.sale,
    rule: r ?? shared.rule,
    earnedPeriod: e ?? shared.earnedPeriod,
    maturesAt: t ?? shared.maturesAt,
  };
};

export const packFact = (given: Fact): Record<string, unknown> => {
  const { customer: _, number: __, postings, ...rest } = given;
  const shared = sharedOf(given);
  return {
    type: 'FACT',
    ...rest,
    ...(shared.earnedPeriod ? { earnedPeriod: shared.earnedPeriod, maturesAt: shared.maturesAt } : {}),
    postings: postings.map((one) => packPosting(one, shared)),
  };
};

const packed = z.looseObject({
  PK: z.string().startsWith('CUSTOMER#'),
  SK: z.string().startsWith('FACT#'),
  type: z.literal('FACT'),
  key: z.string(),
  earnedPeriod: z.string().optional(),
  maturesAt: z.string().optional(),
  postings: z.array(z.record(z.string(), z.unknown())),
});

/** A FACT item as it lies in the table, as a fact. */
export const unpackFact = (item: unknown): Fact => {
  const { PK, SK, type: _, earnedPeriod, maturesAt, postings, ...rest } = packed.parse(item);
  const shared = { sale: rest.key, rule: 'commission', earnedPeriod, maturesAt };
  return fact.parse({
    ...rest,
    customer: PK.slice('CUSTOMER#'.length),
    number: Number(SK.slice('FACT#'.length)),
    postings: postings.map((one) => unpackPosting(one, shared)),
  });
};

export const packPage = ({ partnerId: _, currency: __, number: ___, ...rest }: Page): Record<string, unknown> => ({
  type: 'PAGE',
  ...rest,
});

const packedPage = z.looseObject({ PK: z.string(), SK: z.string(), type: z.literal('PAGE') });

/** A PAGE item as it lies in the table, as a page. */
export const unpackPage = (item: unknown): Page => {
  const { PK, SK, type: _, ...rest } = packedPage.parse(item);
  const [, partnerId, currency] = PK.split('#');
  return page.parse({ ...rest, partnerId, currency, number: Number(SK.slice('PAGE#'.length)) });
};

export const packFundPage = ({
  partnerId: _,
  quarter: __,
  currency: ___,
  number: ____,
  ...rest
}: FundPage): Record<string, unknown> => ({ type: 'FUND-PAGE', ...rest });

const packedFundPage = packedPage.extend({ type: z.literal('FUND-PAGE') });

/** A FUND-PAGE item as it lies in the table, as a page. */
export const unpackFundPage = (item: unknown): FundPage => {
  const { PK, SK, type: _, ...rest } = packedFundPage.parse(item);
  const [, partnerId, quarter, currency] = PK.split('#');
  return fundPage.parse({ ...rest, partnerId, quarter, currency, number: Number(SK.slice('PAGE#'.length)) });
};
