import { useState } from 'preact/hooks';
import type * as z from 'zod';
import type { CouponRow, LinkRow, routes } from '../../../functions/affiliates/contract.ts';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { Clicks, CouponState, couponDates, LinkFacts } from '../links.tsx';
import { Field, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

type View = z.infer<NonNullable<typeof routes.showPartnerLinks.answer>>;

/** A partner's links with their clicks, its coupons, and what traffic it may send [F2]. */
export const PartnerLinks = ({ partnerId }: { partnerId: string }) => {
  const path = `/ops/partners/${partnerId}`;
  const loaded = useLoad(() => api.get<View>(`${path}/links`), partnerId);
  return (
    <Show of={loaded}>
      {(view) => (
        <>
          <section class="card" aria-labelledby="links">
            <h2 id="links">Links</h2>
            {view.links.length === 0 ? <p class="soft">None yet.</p> : null}
            {view.links.map((link) => (
              <Row key={link.code} link={link} />
            ))}
          </section>
          <Coupons path={path} coupons={view.coupons} reload={loaded.reload} />
          <Traffic path={path} traffic={view.traffic} reload={loaded.reload} />
        </>
      )}
    </Show>
  );
};

const Row = ({ link }: { link: LinkRow }) => (
  <div style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
    <div class="row between">
      <code style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{link.code}</code>
      <Pill kind={link.open ? 'done' : ''}>{link.open ? 'Open' : 'Closed'}</Pill>
    </div>
    <LinkFacts link={link} />
    <Clicks clicks={link.clicks} />
  </div>
);

interface Part {
  readonly path: string;
  readonly reload: () => Promise<void>;
}

const Coupons = ({ path, coupons, reload }: Part & { coupons: readonly CouponRow[] }) => {
  const action = useAction();
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    if (await action.run(work)) await reload();
  };
  return (
    <section class="card" aria-labelledby="coupons">
      <h2 id="coupons">Coupons</h2>
      {coupons.map((coupon) => (
        <div key={coupon.code} style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
          <div class="row between">
            <strong>{coupon.code}</strong>
            <CouponState coupon={coupon} />
          </div>
          <div class="soft small">{couponDates(coupon)}</div>
          {coupon.note ? <p class="small">{coupon.note}</p> : null}
          <div class="row">
            {coupon.state === 'requested' ? (
              <button
                type="button"
                class="quiet"
                disabled={action.busy}
                onClick={() => void run(() => api.post(`${path}/coupons`, { code: coupon.code }))}
              >
                Agree to {coupon.code}
              </button>
            ) : null}
            {coupon.state === 'closed' ? null : (
              <button
                type="button"
                class="link small"
                disabled={action.busy}
                onClick={() => void run(() => api.delete(`${path}/coupons/${coupon.code}`))}
              >
                Close {coupon.code}
              </button>
            )}
          </div>
        </div>
      ))}
      <WhyNot refused={action.refused} />
      <GiveCoupon path={path} reload={reload} />
    </section>
  );
};

/** The days that the form has, as instants: the first and the last count whole, in UTC. */
const dates = (from: string, last: string): { from?: string; until?: string } => ({
  ...(from ? { from: `${from}T00:00:00.000Z` } : {}),
  ...(last ? { until: new Date(Date.parse(`${last}T00:00:00.000Z`) + 86_400_000).toISOString() } : {}),
});

const GiveCoupon = ({ path, reload }: Part) => {
  const { texts, setTexts, bind } = useTexts({ code: '', from: '', last: '' });
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { code: texts.code, ...dates(texts.from, texts.last) };
    if (!(await action.run(() => api.post(`${path}/coupons`, body)))) return;
    setTexts({ code: '', from: '', last: '' });
    await reload();
  };
  return (
    <details>
      <summary>Give a coupon</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Coupon code" error={fields.code}>
          {(ids) => <input {...ids} {...bind('code')} required maxLength={30} />}
        </Field>
        <Field label="First day" hint="UTC; empty: from now" error={fields.from}>
          {(ids) => <input {...ids} {...bind('from')} type="date" />}
        </Field>
        <Field label="Last day" hint="UTC; empty: until it is closed" error={fields.until}>
          {(ids) => <input {...ids} {...bind('last')} type="date" />}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          Give it
        </button>
      </form>
    </details>
  );
};

const kinds = [
  ['couponSites', 'May send visitors from coupon and deal sites'],
  ['brandBidding', 'May advertise on our brand names'],
] as const;

const Traffic = ({ path, traffic, reload }: Part & { traffic: View['traffic'] }) => {
  const [shown, setShown] = useState(traffic);
  const action = useAction();
  const set = async (name: keyof View['traffic'], allowed: boolean): Promise<void> => {
    const wished = { ...shown, [name]: allowed };
    setShown(wished);
    if (await action.run(() => api.post(`${path}/traffic`, wished))) await reload();
    else setShown(shown);
  };
  return (
    <section class="card" aria-labelledby="traffic">
      <h2 id="traffic">Allowed traffic</h2>
      {kinds.map(([name, words]) => (
        <label key={name} class="tick">
          <input
            type="checkbox"
            checked={shown[name]}
            disabled={action.busy}
            onChange={(event) => void set(name, event.currentTarget.checked)}
          />
          {words}
        </label>
      ))}
      <WhyNot refused={action.refused} />
    </section>
  );
};
