import { type Click, type Coupon, couponEarns } from '../../affiliates/contract.ts';
import type { Fact } from '../../ledger/contract.ts';
import { ends, type Profile } from '../../partners/contract.ts';
import { dealData, importedData, type Touch, touch } from '../contract.ts';
import type { Found } from '../intake/recording.ts';
import type { EarningPartner } from '../knowledge.ts';

const referenceOf = ({ code, clickId }: Click): string => `${code}.${clickId}`;

const ofClick = (click: Click): Touch => ({
  kind: 'click',
  key: referenceOf(click),
  partnerId: click.partnerId,
  run: click.run,
  at: click.at,
});

/** A coupon is used at the sale itself. */
const ofCoupon = ({ code, partnerId, run }: Coupon, at: string): Touch => ({
  kind: 'coupon',
  key: code,
  partnerId,
  run,
  at,
});

/** The touches that count, oldest first; `note` says what of it was not found, or does not count. */
export const foundOf = (
  led: { readonly touches: readonly string[]; readonly coupon?: string | undefined; readonly at: string },
  clicks: readonly Click[],
  coupon: Coupon | undefined,
): Found => {
  const counted = clicks.filter(({ counts }) => counts).map(ofClick);
  const uncounted = clicks.length - counted.length;
  const unknown = new Set(led.touches).size - clicks.length;
  const earns = coupon && couponEarns(coupon, led.at);
  const notes = [
    ...(unknown > 0 ? [`${unknown} click(s) unknown`] : []),
    ...(uncounted > 0 ? [`${uncounted} click(s) do not count`] : []),
    ...(led.coupon && !coupon ? ['coupon unknown'] : []),
    ...(coupon && !earns ? ['coupon not valid then'] : []),
  ];
  const touches = [...counted, ...(coupon && earns ? [ofCoupon(coupon, led.at)] : [])];
  return {
    touches: touches.toSorted((one, other) => (one.at + one.key < other.at + other.key ? -1 : 1)),
    ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
  };
};

/** A partner as its earnings depend on it. */
export const earner = (
  profile: Profile,
  acceptedAt: string | undefined,
  terms: EarningPartner['terms'],
): EarningPartner => {
  const { partnerId, run, programType, tier, targetTier, policyVersion, stage, stageSince } = profile;
  const hasEnded = ends.some((end) => end === stage);
  return {
    ...{ partnerId, run, programType, tier: tier ?? targetTier, policyVersion, terms },
    ...(acceptedAt ? { earnsFrom: acceptedAt } : {}),
    ...(hasEnded ? { stoppedAt: stageSince } : {}),
  };
};

type Named = Pick<Touch, 'partnerId' | 'run'>;

/** Who earns on a deal. */
const partnersOfDeal = (data: Fact['data']): readonly Named[] => {
  const won = dealData.parse(data);
  if (!('deal' in won)) return [];
  const { origination, credits } = won.deal;
  return [...(origination ? [origination] : []), ...credits].map(({ partnerId, run }) => ({ partnerId, run }));
};

/** Partners that facts name by their touches or deals, or as those who brought the customer, with the run they are named in. */
export const partnersIn = (facts: readonly Pick<Fact, 'data' | 'kind'>[]): readonly Named[] =>
  facts.flatMap(({ kind, data }): readonly Named[] => {
    if (kind === 'deal-won') return partnersOfDeal(data);
    if (kind === 'imported') return [importedData.parse(data)];
    return Array.isArray(data.touches) ? data.touches.map((one) => touch.parse(one)) : [];
  });
