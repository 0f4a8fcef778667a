import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { certificateItem, courseItem } from '../../certification/contract.ts';
import { dealItem } from '../../deals/contract.ts';
import { mdfItem } from '../../mdf/contract.ts';
import type { Profile } from '../../partners/contract.ts';
import type { ProgramTier } from '../../policy/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { readFacts } from '../../shared/partner-reader.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { commitmentItem, revenueItem, satisfactionItem } from '../../tiers/contract.ts';
import { readActions } from '../agreed/store.ts';
import { kpisAgreed } from '../agreeing.ts';
import { quarterBefore } from '../calendar.ts';
import { escalationItem, partnerSignIn } from '../items.ts';
import { readKpiEntries, readKpis } from '../measuring/store.ts';
import type { ReviewedDeal, Sources } from '../sources.ts';
import { readReview } from '../store.ts';
import { readBooks, readRevenue } from './books.ts';
import { reviewedDeal } from './deals.ts';
import { reviewedFunds } from './funds.ts';

const TableName = () => settings.programTable();
const dealPointer = z.object({ dealId: z.string() });

/** Everything under a partner whose sort key lies between two, both included. */
const itemsUnder = async <S extends z.ZodType>(
  schema: S,
  { PK, SK }: { readonly PK: string; readonly SK: string },
  to = `${SK}~`,
): Promise<z.output<S>[]> => {
  const found: z.output<S>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND SK BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': PK, ':from': SK, ':to': to },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) found.push(schema.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

const readEscalations = async (partnerId: string): Promise<Sources['escalations']> => {
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key: keys.supportFeed() }));
  return Item ? itemsUnder(escalationItem, keys.escalation(partnerId, '')) : undefined;
};

const readLast = async (partnerId: string, quarter: string): Promise<Sources['last']> => {
  const [review, actions] = await Promise.all([readReview(partnerId, quarter), readActions(partnerId, quarter)]);
  return { actions, plan: review?.plan };
};

const readSignIns = async (partnerId: string, from: string, until: string): Promise<readonly string[]> => {
  const { SK: to } = keys.partnerSignIn(partnerId, until);
  return (await itemsUnder(partnerSignIn, keys.partnerSignIn(partnerId, from), to)).map(({ at }) => at);
};

const DEALS_AT_ONCE = 100;

/** All deals of a partner, in the order in which they were registered. */
export const readDeals = async (partnerId: string): Promise<readonly ReviewedDeal[]> => {
  const pointers = await itemsUnder(dealPointer, keys.partnerDeal(partnerId, ''));
  const deals: ReviewedDeal[] = [];
  for (let from = 0; from < pointers.length; from += DEALS_AT_ONCE) {
    const some = pointers.slice(from, from + DEALS_AT_ONCE).map(({ dealId }) => keys.deal(dealId));
    deals.push(...(await readItems(some)).map((item) => reviewedDeal(dealItem.parse(item))));
  }
  return deals.toSorted((a, b) => (a.dealId < b.dealId ? -1 : 1));
};

/** What room tiers judges a partner by. */
export const readStanding = async (partnerId: string) => {
  const [certificates, revenue, answers, commitments] = await Promise.all([
    itemsUnder(certificateItem, { ...keys.partner(partnerId), SK: 'CERTIFICATE#' }),
    itemsUnder(revenueItem, { ...keys.partner(partnerId), SK: 'REVENUE#' }),
    itemsUnder(satisfactionItem, keys.satisfaction(partnerId, '')),
    itemsUnder(commitmentItem, keys.commitment(partnerId, '')),
  ]);
  return { certificates, revenue, answers, commitments };
};

/** Everything that a package is made of, as it is this instant. */
export const readSources = async (
  { partnerId, run, company, tier, targetTier, programType }: Profile,
  programTier: ProgramTier,
  quarter: string,
  span: { readonly from: string; readonly until: string; readonly timeZone: string },
): Promise<Sources> => {
  const before = quarterBefore(quarter);
  const pages = await readBooks(partnerId);
  const [now, earlier] = [await readRevenue(partnerId, pages, quarter), await readRevenue(partnerId, pages, before)];
  const deals = await readDeals(partnerId);
  const funds = await itemsUnder(mdfItem, keys.mdf(partnerId, ''));
  const [standing, courses, facts, signIns, escalations, kpis, kpiEntries, last] = await Promise.all([
    readStanding(partnerId),
    itemsUnder(courseItem, { ...keys.partner(partnerId), SK: 'COURSE#' }),
    readFacts(partnerId, run),
    readSignIns(partnerId, span.from, span.until),
    readEscalations(partnerId),
    readKpis(partnerId, run),
    readKpiEntries(partnerId, run),
    readLast(partnerId, before),
  ]);
  const totalsOf = (one: string) => standing.revenue.filter((total) => total.quarter === one);
  return {
    partner: { partnerId, run, company, tier: tier ?? targetTier, programType, programTier },
    revenue: {
      now: { entries: now, totals: totalsOf(quarter) },
      before: { entries: earlier, totals: totalsOf(before) },
    },
    standing,
    deals,
    funds: funds.map((one) => reviewedFunds(one, span.timeZone)),
    certificates: standing.certificates,
    courses,
    facts,
    signIns,
    escalations,
    agreed: kpisAgreed(facts),
    kpis: kpis?.kpis ?? [],
    kpiEntries,
    last,
  };
};
