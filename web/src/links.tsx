import { useState } from 'preact/hooks';
import type { CouponRow, LinkRow } from '../../functions/affiliates/contract.ts';
import { at, onDay } from './dates.ts';
import { Pill } from './ui.tsx';

/** Why a click did not count, as one says it. */
const reasons: Readonly<Record<string, string>> = {
  bot: 'bots and previews',
  prefetch: 'fetched ahead by a browser',
  'no-browser': 'no browser',
  embedded: 'loaded inside another page',
  'link-closed': 'while the link was closed',
  repeat: 'the same visitor again at once',
};

export const Copy = ({ text, what }: { text: string; what: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = (): Promise<void> => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" class="quiet copy" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {copied ? 'Copied' : 'Copy'}
    </button>
  );
};

/** What the last 30 days of a link add up to, with what did not count and why. */
export const Clicks = ({ clicks }: { clicks: LinkRow['clicks'] }) => (
  <div class="small">
    <strong>
      {clicks.counted}
      {clicks.more ? '+' : ''}
    </strong>{' '}
    {clicks.counted === 1 ? 'click' : 'clicks'} in 30 days
    {clicks.seen > 0 ? <span class="soft">, {clicks.seen} seen on the page</span> : null}
    {clicks.discounted > 0 ? (
      <details>
        <summary>{clicks.discounted} not counted</summary>
        <ul style={{ margin: '.3rem 0', paddingLeft: '1.1rem' }}>
          {Object.entries(clicks.reasons).map(([reason, count]) => (
            <li key={reason}>
              {reasons[reason] ?? reason}: {count}
            </li>
          ))}
        </ul>
      </details>
    ) : null}
    {clicks.subs.length > 0 ? (
      <details>
        <summary>By sub-id</summary>
        <dl class="facts" style={{ margin: '.3rem 0' }}>
          {clicks.subs.map(({ sub, counted }) => (
            <>
              <dt key={sub}>{sub}</dt>
              <dd key={`${sub}-clicks`}>{counted}</dd>
            </>
          ))}
        </dl>
      </details>
    ) : null}
  </div>
);

export const LinkFacts = ({ link }: { link: LinkRow }) => (
  <p class="soft small" style={{ margin: '.2rem 0 .5rem', overflowWrap: 'anywhere' }}>
    Leads to {link.page}
    {link.campaign ? <> · campaign {link.campaign}</> : null}
    {link.sub ? <> · sub-id {link.sub}</> : null}
  </p>
);

/** From when to when a coupon earns. */
export const couponDates = (coupon: CouponRow): string => {
  if (coupon.state === 'requested') return `asked for on ${onDay(coupon.createdAt)}`;
  if (coupon.closedAt) return `until ${at(coupon.closedAt)}`;
  const { from, until } = coupon;
  return [from ? `from ${at(from)}` : '', until ? `until ${at(until)}` : ''].filter(Boolean).join(' ');
};

const kinds = { requested: 'now', active: 'done', closed: '' } as const;
const states = { requested: 'Waits for us', active: 'Active', closed: 'Closed' } as const;
export const CouponState = ({ coupon }: { coupon: CouponRow }) => (
  <Pill kind={kinds[coupon.state]}>{states[coupon.state]}</Pill>
);
