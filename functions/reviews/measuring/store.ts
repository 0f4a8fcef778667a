import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import { keys } from '../../shared/keys.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import { mismatchedRepeat, notFound } from '../../shared/problem.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { SupportCase, ToldCase } from '../cases.ts';
import { escalationItem, type KpiEntry, type Kpis, kpiEntryItem, kpisItem } from '../items.ts';

const TableName = () => settings.programTable();

export const readKpis = async (partnerId: string, run: number): Promise<Kpis | undefined> => {
  const Key = keys.reviewKpis(partnerId, run);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item ? kpisItem.parse(Item) : undefined;
};

export const saveKpis = async (kpis: Kpis): Promise<void> => {
  const Item = { ...keys.reviewKpis(kpis.partnerId, kpis.run), ...kpis };
  await table().send(new PutCommand({ TableName: TableName(), Item }));
};

/** What was entered in a run, by KPI and month. */
export const readKpiEntries = async (partnerId: string, run: number): Promise<readonly KpiEntry[]> => {
  const { PK, SK } = keys.kpiEntry(partnerId, run, 0, '');
  const entries: KpiEntry[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: TableName(),
        KeyConditionExpression: 'PK = :pk AND begins_with(SK, :entries)',
        ExpressionAttributeValues: { ':pk': PK, ':entries': SK.slice(0, -'0#'.length) },
        ConsistentRead: true,
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? []) entries.push(kpiEntryItem.parse(item));
    from = page.LastEvaluatedKey;
  } while (from);
  return entries;
};

/** The latest value of a month counts. */
export const saveKpiEntry = async (entry: KpiEntry): Promise<void> => {
  const Item = { ...keys.kpiEntry(entry.partnerId, entry.run, entry.number, entry.month), ...entry };
  await table().send(new PutCommand({ TableName: TableName(), Item }));
};

const AT_ONCE = 40;

/** Somebody tells of support cases: from now on they count as measured. */
const noteFeed = (now: string) => {
  const Item = { ...keys.supportFeed(), type: 'SUPPORT-FEED', at: now };
  return commit([{ Put: { TableName: TableName(), Item } }]);
};

const saveCase = (one: SupportCase): Promise<'done' | 'refused'> =>
  commit([
    {
      Put: {
        TableName: TableName(),
        Item: { ...keys.escalation(one.partnerId, one.case), type: 'ESCALATION', ...one },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    },
  ]);

const findCase = async ({ partnerId, case: number }: SupportCase) => {
  const Key = keys.escalation(partnerId, number);
  const { Item } = await table().send(new GetCommand({ TableName: TableName(), Key, ConsistentRead: true }));
  return Item && escalationItem.parse(Item);
};

/** Cases that a help desk tells, each once; the same number with another content is refused [Z4]. Answers how many were new. */
export const takeCases = async (cases: readonly ToldCase[], now: string): Promise<number> => {
  for (const partnerId of new Set(cases.map((one) => one.partnerId)))
    if (!(await readProfile(partnerId))) throw notFound('partner');
  await noteFeed(now);
  let taken = 0;
  for (const { subject: what, ...told } of cases) {
    const one = { ...told, what };
    if ((await saveCase(one)) === 'done') taken += 1;
    else {
      const kept = await findCase(one);
      if (kept?.at !== one.at || kept.what !== what)
        throw mismatchedRepeat(`The case ${one.case} was told before, and otherwise.`);
    }
  }
  return taken;
};

/** Keeps escalated cases, each under its own number, and that somebody tells of them. Answers how many were new. */
export const saveCases = async (cases: readonly SupportCase[], now: string): Promise<number> => {
  await noteFeed(now);
  let taken = 0;
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const some = cases.slice(from, from + AT_ONCE);
    const done = await Promise.all(some.map(saveCase));
    taken += done.filter((one) => one === 'done').length;
  }
  return taken;
};
