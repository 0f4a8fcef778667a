import { useState } from 'preact/hooks';
import type { CouponRow, LinkRow, LinksView } from '../../../functions/affiliates/contract.ts';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { Clicks, Copy, CouponState, couponDates, LinkFacts } from '../links.tsx';
import { Field, Note, Pill, Show, useAction, useLoad, WhyNot } from '../ui.tsx';

export const LinksPage = () => {
  const loaded = useLoad(() => api.get<LinksView>('/portal/links'), 'links');
  const { reload } = loaded;
  return (
    <Show of={loaded}>
      {(view) => (
        <>
          <h1>Links</h1>
          <p class="lead">A customer who comes by one of your links, or with your coupon, is credited to you.</p>
          <div class="split">
            <div>
              {view.links.map((link) => (
                <OwnLink key={link.code} link={link} reload={reload} />
              ))}
            </div>
            <div>
              {view.mayAdd ? <AddLink site={view.site} reload={reload} /> : <Note kind="plain">{view.because}</Note>}
              {view.links.length + view.coupons.length > 0 ? <Coupons coupons={view.coupons} reload={reload} /> : null}
            </div>
          </div>
        </>
      )}
    </Show>
  );
};

const OwnLink = ({ link, reload }: { link: LinkRow; reload: () => Promise<void> }) => {
  const action = useAction();
  const turn = async (): Promise<void> => {
    if (await action.run(() => api.post(`/portal/links/${link.code}/state`, { open: !link.open }))) await reload();
  };
  return (
    <section class="card" aria-label={`Link ${link.code}`}>
      <div class="row between">
        <code style={{ overflowWrap: 'anywhere', minWidth: 0 }}>{link.url}</code>
        <Pill kind={link.open ? 'done' : ''}>
          {link.open ? (link.automatic ? 'Your first link' : 'Open') : 'Closed'}
        </Pill>
      </div>
      <LinkFacts link={link} />
      <Clicks clicks={link.clicks} />
      <WhyNot refused={action.refused} />
      <div class="row" style={{ marginTop: '.7rem' }}>
        <Copy text={link.url} what={link.code} />
        {link.mayOpen ? (
          <button type="button" class="link small" disabled={action.busy} onClick={() => void turn()}>
            {link.open ? 'Close' : 'Open again'} <span class="trap">{link.code}</span>
          </button>
        ) : null}
        {link.open ? null : <span class="soft small">Visitors still arrive; their clicks do not count.</span>}
      </div>
    </section>
  );
};

const empty = { code: '', target: '', campaign: '', sub: '' };

const AddLink = ({ site, reload }: { site: string; reload: () => Promise<void> }) => {
  const { texts, setTexts, bind } = useTexts(empty);
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
    const body = Object.fromEntries(typed.filter(([, text]) => text));
    if (!(await action.run(() => api.post('/portal/links', body)))) return;
    setTexts(empty);
    await reload();
  };
  return (
    <form class="card" onSubmit={(event) => void submit(event)}>
      <h2>Make a link</h2>
      <Field label="Code" hint="3 to 40 small letters, digits and hyphens" error={fields.code}>
        {(ids) => (
          <input
            {...ids}
            {...bind('code')}
            required
            maxLength={40}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        )}
      </Field>
      <Field
        label="Page"
        hint={`A path on ${new URL(site).host}, like /pricing; empty is the start page`}
        error={fields.target}
      >
        {(ids) => <input {...ids} {...bind('target')} maxLength={500} />}
      </Field>
      <Field label="Campaign" hint="Optional; the page's statistics see it, too" error={fields.campaign}>
        {(ids) => <input {...ids} {...bind('campaign')} maxLength={60} />}
      </Field>
      <Field label="Sub-id" hint="Optional; or add ?sub=… to the link where you place it" error={fields.sub}>
        {(ids) => <input {...ids} {...bind('sub')} maxLength={64} autocapitalize="none" />}
      </Field>
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Make the link
      </button>
    </form>
  );
};

const Coupons = ({ coupons, reload }: { coupons: readonly CouponRow[]; reload: () => Promise<void> }) => (
  <section class="card" aria-labelledby="coupons">
    <h2 id="coupons">Coupons</h2>
    {coupons.length === 0 ? <p class="soft small">For podcasts, print, and visitors who refuse cookies.</p> : null}
    {coupons.map((coupon) => (
      <div key={coupon.code} style={{ borderTop: '1px solid var(--line)', padding: '.6rem 0' }}>
        <div class="row between">
          <strong>{coupon.code}</strong>
          <CouponState coupon={coupon} />
        </div>
        <div class="soft small">{couponDates(coupon)}</div>
      </div>
    ))}
    <AskForCoupon reload={reload} />
  </section>
);

const AskForCoupon = ({ reload }: { reload: () => Promise<void> }) => {
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const action = useAction();
  const fields = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const body = { code, ...(note.trim() ? { note } : {}) };
    if (!(await action.run(() => api.post('/portal/coupons', body)))) return;
    setCode('');
    setNote('');
    await reload();
  };
  return (
    <details>
      <summary>Ask for a coupon</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label="Coupon code" hint="3 to 30 letters, digits and hyphens" error={fields.code}>
          {(ids) => (
            <input {...ids} required maxLength={30} value={code} onInput={(e) => setCode(e.currentTarget.value)} />
          )}
        </Field>
        <Field label="What for?" hint="Optional" error={fields.note}>
          {(ids) => <input {...ids} maxLength={300} value={note} onInput={(e) => setNote(e.currentTarget.value)} />}
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class="quiet" disabled={action.busy}>
          Ask
        </button>
      </form>
    </details>
  );
};
