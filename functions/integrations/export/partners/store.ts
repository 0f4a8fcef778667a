import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { codeOf, couponItem, linkItem } from '../../../affiliates/contract.ts';
import { type Profile, profileItem, stage } from '../../../partners/contract.ts';
import { readItems } from '../../../shared/batch.ts';
import { readCursor, writeCursor } from '../../../shared/cursor.ts';
import { due, keys } from '../../../shared/keys.ts';
import { programKey } from '../../../shared/program-key.ts';
import { settings } from '../../../shared/settings.ts';
import { table } from '../../../shared/table.ts';
import { readPerson } from '../../people/store.ts';
import type { Placed, Walk } from '../position.ts';

const PAGE = 25;
const MOST_KEYS = 100;

/** Partners by their stage. Who changes stage while the export runs can come twice: the one with more `moves` is later. */
async function* profiles({ begin }: Walk): AsyncGenerator<Placed<Profile>> {
  for (const [shard, name] of stage.options.entries()) {
    if (shard < begin.shard) continue;
    let start = shard === begin.shard && begin.from ? readCursor(begin.from) : undefined;
    do {
      const { Items, LastEvaluatedKey } = await table().send(
        new QueryCommand({
          TableName: settings.programTable(),
          IndexName: 'byDue',
          KeyConditionExpression: 'GSI1PK = :stage',
          ExpressionAttributeValues: { ':stage': due.partnersInStage(name) },
          Limit: PAGE,
          ...(start ? { ExclusiveStartKey: { ...start } } : {}),
        }),
      );
      for (const item of Items ?? []) {
        const { PK, SK, GSI1PK, GSI1SK } = item;
        const from = writeCursor({ PK, SK, GSI1PK, GSI1SK }) ?? '';
        yield { at: { shard, from, number: 0 }, item: profileItem.parse(item) };
      }
      start = readCursor(writeCursor(LastEvaluatedKey));
    } while (start);
  }
}

/** Partners with their contacts: the one part that has names and addresses. */
export async function* exportPartners(walk: Walk): AsyncGenerator<Placed<object>> {
  for await (const { at, item } of profiles(walk)) {
    const person = await readPerson(item.personId);
    yield { at, item: { ...item, contact: { name: person?.name, email: person?.email } } };
  }
}

/** Keys of what a partner has by codes of its own: links or coupons, of all its runs. */
const codesUnder = async (partnerId: string, SK: string): Promise<readonly string[]> => {
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :listed)',
      ExpressionAttributeValues: { ':pk': keys.partner(partnerId).PK, ':listed': SK },
    }),
  );
  return [...new Set((Items ?? []).map((item) => String(item.code)))];
};

const readAll = async (wanted: readonly Record<string, string>[]): Promise<readonly Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  for (let from = 0; from < wanted.length; from += MOST_KEYS) {
    items.push(...(await readItems(wanted.slice(from, from + MOST_KEYS).map((key) => ({ ...key })))));
  }
  return items;
};

/** A line a partner: its links, the automatic ones too, and its coupons. */
export async function* exportLinks(walk: Walk): AsyncGenerator<Placed<object>> {
  const key = await programKey();
  for await (const { at, item } of profiles(walk)) {
    const { partnerId, run } = item;
    const automatic = Array.from({ length: run }, (_, index) => codeOf(key, partnerId, index + 1));
    const [own, codes] = await Promise.all([codesUnder(partnerId, 'LINK#'), codesUnder(partnerId, 'COUPON#')]);
    const [links, coupons] = await Promise.all([
      readAll([...automatic, ...own].map(keys.link)),
      readAll(codes.map(keys.coupon)),
    ]);
    if (links.length + coupons.length === 0) continue;
    const given = {
      links: links.map((one) => linkItem.parse(one)),
      coupons: coupons.map((one) => couponItem.parse(one)),
    };
    yield { at, item: { partnerId, ...given } };
  }
}
