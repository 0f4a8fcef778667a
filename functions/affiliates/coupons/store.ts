import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { isConditionFailure, table } from '../../shared/table.ts';
import { type Coupon, couponItem, type Traffic, trafficItem } from '../contract.ts';

const get = async (Key: { PK: string; SK: string }): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

export const findCoupon = async (code: string): Promise<Coupon | undefined> => {
  const item = await get(keys.coupon(code));
  return item ? couponItem.parse(item) : undefined;
};

/** Takes a code that nobody has; `following` is announced with it. */
export const addCoupon = (coupon: Coupon, following: readonly ProgramEvent[] = []): Promise<'done' | 'refused'> => {
  const TableName = settings.programTable();
  const { partnerId, run, code } = coupon;
  const listed = { ...keys.partnerCoupon(partnerId, run, code), type: 'PARTNER-COUPON', code };
  const put = { TableName, Item: { ...keys.coupon(code), ...coupon }, ConditionExpression: 'attribute_not_exists(PK)' };
  return commit([{ Put: put }, { Put: { TableName, Item: listed } }], following.map(putEvent));
};

/** Codes of a partner's coupons in a run; then the coupons themselves. */
export const listCoupons = async (partnerId: string, run: number): Promise<readonly Coupon[]> => {
  const { PK, SK } = keys.partnerCoupon(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :coupons)',
      ExpressionAttributeValues: { ':pk': PK, ':coupons': SK },
      ConsistentRead: true,
    }),
  );
  const coupons = await Promise.all((Items ?? []).map((item) => findCoupon(String(item.code))));
  return coupons.filter((coupon) => coupon !== undefined);
};

/** `#state` stands for state: words that DynamoDB keeps for itself. */
const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([mark, name = '']) => [mark, name]));

const update = async (code: string, set: string, when: string, values: Record<string, unknown>) => {
  try {
    const { Attributes } = await table().send(
      new UpdateCommand({
        TableName: settings.programTable(),
        Key: keys.coupon(code),
        UpdateExpression: set,
        ConditionExpression: when,
        ExpressionAttributeNames: namesIn(set),
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return couponItem.parse(Attributes);
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
};

/** A coupon that this partner asked for begins to earn. Undefined when there is none that waits. */
export const activateCoupon = (coupon: Coupon): Promise<Coupon | undefined> => {
  const until = coupon.until ? { ':until': coupon.until } : undefined;
  return update(
    coupon.code,
    `SET #state = :active, #from = :from, approvedBy = :by${until ? ', #until = :until' : ''}`,
    '#state = :requested AND partnerId = :partner AND run = :run',
    {
      ...{ ':active': 'active', ':requested': 'requested', ':from': coupon.from, ':by': coupon.approvedBy, ...until },
      ...{ ':partner': coupon.partnerId, ':run': coupon.run },
    },
  );
};

/** Later sales with it are nobody's; the first closing stays. Undefined when it is not this partner's. */
export const closeCoupon = (code: string, partnerId: string, at: string): Promise<Coupon | undefined> =>
  update(code, 'SET #state = :closed, closedAt = if_not_exists(closedAt, :at)', 'partnerId = :partner', {
    ':closed': 'closed',
    ':at': at,
    ':partner': partnerId,
  });

/** A coupon that was asked for is refused; one that is given by now stays. The code stays taken. */
export const refuseCoupon = (code: string, partnerId: string, at: string): Promise<Coupon | undefined> =>
  update(
    code,
    'SET #state = :closed, closedAt = if_not_exists(closedAt, :at)',
    'partnerId = :partner AND #state = :requested',
    { ':closed': 'closed', ':at': at, ':partner': partnerId, ':requested': 'requested' },
  );

export const findTraffic = async (partnerId: string): Promise<Pick<Traffic, 'couponSites' | 'brandBidding'>> => {
  const item = await get(keys.traffic(partnerId));
  return item ? trafficItem.parse(item) : { couponSites: false, brandBidding: false };
};

export const putTraffic = async (traffic: Traffic): Promise<void> => {
  const Item = { ...keys.traffic(traffic.partnerId), ...traffic };
  await table().send(new PutCommand({ TableName: settings.programTable(), Item }));
};
