import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { clickItem, clickKeyOf, couponCode, couponItem } from '../../affiliates/contract.ts';
import { profileItem } from '../../partners/contract.ts';
import { readItems, readTogether } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { readPolicyVersions } from '../../shared/policy-reader.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { termsIn } from '../../shared/terms-reader.ts';
import { factItem } from '../../tasks/contract.ts';
import type { Found } from '../intake/recording.ts';
import type { Knowledge } from '../knowledge.ts';
import { earner, foundOf } from './found.ts';

type Item = Record<string, unknown>;

/** Clicks by their references, in one request, and a second one where the table is busy. */
const readClicks = async (references: readonly string[]): Promise<readonly Item[]> => {
  const TableName = settings.clicksTable();
  const items: Item[] = [];
  let left: Item[] = [...new Set(references)].map(clickKeyOf);
  for (let tries = 0; left.length > 0; tries++) {
    if (tries === 4)
      throw Object.assign(new Error('The table of clicks is too busy.'), { name: 'ThrottlingException' });
    const asked = new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left } } });
    const { Responses, UnprocessedKeys } = await table().send(asked);
    items.push(...(Responses?.[TableName] ?? []));
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return items;
};

const readCoupon = async (typed: string | undefined) => {
  const code = couponCode.safeParse(typed);
  if (!code.success) return undefined;
  const { coupon } = await readTogether({ coupon: keys.coupon(code.data) });
  return coupon && couponItem.parse(coupon);
};

/** What led to something at an instant: clicks that count, and the partner of the coupon. */
export const findTouches = async (led: {
  readonly touches: readonly string[];
  readonly coupon?: string | undefined;
  readonly at: string;
}): Promise<Found> => {
  const [clicks, coupon] = await Promise.all([readClicks(led.touches), readCoupon(led.coupon)]);
  return foundOf(
    led,
    clicks.map((item) => clickItem.parse(item)),
    coupon,
  );
};

/** The recorded act itself, where its fact is not written yet. */
const readAcceptance = async (partnerId: string, run: number): Promise<string | undefined> => {
  const { PK, SK } = keys.agreement(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :agreements)',
      ExpressionAttributeValues: { ':pk': PK, ':agreements': SK },
      ProjectionExpression: 'acceptedAt',
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).map((item) => String(item.acceptedAt)).sort()[0];
};

export interface Known extends Knowledge {
  /** Partners whose run has no first sale yet, and the run. */
  readonly withoutSale: ReadonlyMap<string, number>;
}

/** Items of one BatchGet. */
const AT_ONCE = 100;

/** All that a decision may look at: policy versions (kept), and partners by one request for each hundred items. */
export const readKnowledge = async (
  partners: readonly { readonly partnerId: string; readonly run: number }[],
  now: Date,
): Promise<Known> => {
  const unique = [...new Map(partners.map((one) => [`${one.partnerId}/${one.run}`, one])).values()];
  const wanted = unique.flatMap(({ partnerId, run }) => [
    keys.partner(partnerId),
    keys.fact(partnerId, run, 'agreement-accepted'),
    keys.fact(partnerId, run, 'first-sale'),
    keys.terms(partnerId),
  ]);
  const distinct = [...new Map(wanted.map((key) => [`${key.PK} ${key.SK}`, key])).values()];
  const hundreds = Array.from({ length: Math.ceil(distinct.length / AT_ONCE) }, (_, index) =>
    distinct.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  const versions = await readPolicyVersions(now);
  const items = (await Promise.all(hundreds.map((keys) => readItems(keys)))).flat();
  const terms = termsIn(items);
  const profiles = items.filter(({ type }) => type === 'PROFILE').map((item) => profileItem.parse(item));
  const facts = items.filter(({ type }) => type === 'FACT').map((item) => factItem.parse(item));
  const known = await Promise.all(
    profiles.map(async (profile) => {
      const { partnerId, run } = profile;
      const of = facts.filter((fact) => fact.partnerId === partnerId && fact.run === run);
      const accepted =
        of.find(({ fact }) => fact === 'agreement-accepted')?.at ?? (await readAcceptance(partnerId, run));
      return {
        partner: earner(profile, accepted, terms.get(partnerId) ?? []),
        hasSold: of.some(({ fact }) => fact === 'first-sale'),
      };
    }),
  );
  return {
    versions,
    partners: new Map(known.map(({ partner }) => [partner.partnerId, partner])),
    withoutSale: new Map(known.flatMap(({ partner: one, hasSold }) => (hasSold ? [] : [[one.partnerId, one.run]]))),
  };
};
