import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { commit } from '../../shared/commit.ts';
import type { ProgramEvent } from '../../shared/event.ts';
import { keys } from '../../shared/keys.ts';
import { putEvent, putLetter, putNews } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { type Coupon, couponItem, type Traffic, trafficItem } from '../contract.ts';
import type { CouponTold } from '../coupon.ts';

const get = async (Key: { PK: string; SK: string }): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

export const findCoupon = async (code: string): Promise<Coupon | undefined> => {
  const item = await get(keys.coupon(code));
  return item ? couponItem.parse(item) : undefined;
};

/** Takes a code that nobody has; what follows is announced with it. */
export const addCoupon = (
  coupon: Coupon,
  { asked, told }: { readonly asked?: ProgramEvent; readonly told?: CouponTold },
): Promise<'done' | 'refused'> => {
  const TableName = settings.programTable();
  const { partnerId, run, code } = coupon;
  const listed = { ...keys.partnerCoupon(partnerId, run, code), type: 'PARTNER-COUPON', code };
  const put = { TableName, Item: { ...keys.coupon(code), ...coupon }, ConditionExpression: 'attribute_not_exists(PK)' };
  return commit(
    [{ Put: put }, { Put: { TableName, Item: listed } }],
    [...(asked ? [putEvent(asked)] : []), ...(told ? [putNews(told.news), putLetter(told.letter)] : [])],
  );
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

/** Changes a coupon and tells of it, in one transaction; undefined where its condition does not hold. */
const change = async (
  { code }: Pick<Coupon, 'code'>,
  update: {
    readonly set: string;
    readonly when: string;
    readonly names: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, unknown>>;
  },
  told?: CouponTold,
): Promise<Coupon | undefined> => {
  const Update = {
    TableName: settings.programTable(),
    Key: keys.coupon(code),
    UpdateExpression: update.set,
    ConditionExpression: update.when,
    ExpressionAttributeNames: { ...update.names },
    ExpressionAttributeValues: { ...update.values },
  };
  const done = await commit([{ Update }], told ? [putNews(told.news), putLetter(told.letter)] : []);
  return done === 'done' ? findCoupon(code) : undefined;
};

const STATE = { '#state': 'state' } as const;

/** A coupon that this partner asked for begins to earn. Undefined when there is none that waits. */
export const activateCoupon = (coupon: Coupon, told: CouponTold): Promise<Coupon | undefined> =>
  change(
    coupon,
    {
      set: `SET #state = :active, #from = :from, approvedBy = :by${coupon.until ? ', #until = :until' : ''}`,
      when: '#state = :requested AND partnerId = :partner AND #run = :run',
      names: { ...STATE, '#from': 'from', '#run': 'run', ...(coupon.until ? { '#until': 'until' } : {}) },
      values: {
        ...{ ':active': 'active', ':requested': 'requested', ':from': coupon.from, ':by': coupon.approvedBy },
        ...(coupon.until ? { ':until': coupon.until } : {}),
        ...{ ':partner': coupon.partnerId, ':run': coupon.run },
      },
    },
    told,
  );

/**
 * Later sales with it are nobody's; the first closing stays. Undefined when it is not this partner's, or closed before.
 * Who leaves the program is told that, and not of each coupon.
 */
export const closeCoupon = (
  code: string,
  partnerId: string,
  at: string,
  told?: CouponTold,
): Promise<Coupon | undefined> =>
  change(
    { code },
    {
      set: 'SET #state = :closed, closedAt = :at',
      when: 'partnerId = :partner AND #state <> :closed',
      names: STATE,
      values: { ':closed': 'closed', ':at': at, ':partner': partnerId },
    },
    told,
  );

/** A coupon that was asked for is refused; one that is given by now stays. The code stays taken. */
export const refuseCoupon = (
  code: string,
  partnerId: string,
  at: string,
  told: CouponTold,
): Promise<Coupon | undefined> =>
  change(
    { code },
    {
      set: 'SET #state = :closed, closedAt = :at',
      when: 'partnerId = :partner AND #state = :requested',
      names: STATE,
      values: { ':closed': 'closed', ':at': at, ':partner': partnerId, ':requested': 'requested' },
    },
    told,
  );

export const findTraffic = async (partnerId: string): Promise<Pick<Traffic, 'couponSites' | 'brandBidding'>> => {
  const item = await get(keys.traffic(partnerId));
  return item ? trafficItem.parse(item) : { couponSites: false, brandBidding: false };
};

export const putTraffic = async (traffic: Traffic): Promise<void> => {
  const Item = { ...keys.traffic(traffic.partnerId), ...traffic };
  await table().send(new PutCommand({ TableName: settings.programTable(), Item }));
};
