import type { OwnDealView } from '../../../functions/deals/contract.ts';
import { minorOf } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { go } from '../router.ts';
import { Field, useAction, WhyNot } from '../ui.tsx';

const empty = {
  ...{ customer: '', domain: '', country: '', industry: '' },
  ...{ amount: '', currency: 'USD', closeOn: '', products: '', invoicing: 'agency' },
  ...{ name: '', email: '', role: '', note: '' },
};
type Texts = typeof empty;

const optional = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text.trim() !== ''));

const bodyOf = (texts: Texts) => ({
  customer: texts.customer,
  domain: texts.domain,
  arr: { minor: minorOf(texts.amount.trim(), texts.currency) ?? 0, currency: texts.currency.toUpperCase() },
  closeOn: texts.closeOn,
  contact: { name: texts.name, email: texts.email, ...optional({ role: texts.role }) },
  products: texts.products
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean),
  invoicing: texts.invoicing,
  ...optional({ country: texts.country.toUpperCase(), industry: texts.industry, note: texts.note }),
});

/** What a partner tells to register a deal [D1]. */
export const RegisterDealPage = () => {
  const { texts, bind } = useTexts(empty);
  const action = useAction();
  const wrong = action.refused?.fields ?? {};
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await action.run(async () => {
      const deal = await api.post<OwnDealView>('/portal/deals', bodyOf(texts));
      go(`/portal/deals/${deal.dealId}`);
    });
  };
  return (
    <>
      <p class="soft small">
        <a href="/portal/deals">Deals</a>
      </p>
      <h1>Register a deal</h1>
      <p class="lead">It is checked at once, and a person decides within two days.</p>
      <form onSubmit={(event) => void submit(event)}>
        <fieldset class="card">
          <legend>The customer</legend>
          <div class="grid">
            <Field label="Company" error={wrong.customer}>
              {(ids) => <input {...ids} {...bind('customer')} required maxLength={120} autocomplete="off" />}
            </Field>
            <Field label="Domain or website" hint="like acme.com" error={wrong.domain}>
              {(ids) => <input {...ids} {...bind('domain')} required maxLength={253} autocapitalize="none" />}
            </Field>
            <Field
              label="Country"
              hint="Two letters, like DE; if your agreement is for some countries"
              error={wrong.country}
            >
              {(ids) => <input {...ids} {...bind('country')} maxLength={2} />}
            </Field>
            <Field label="Industry" hint="If your agreement is for some industries" error={wrong.industry}>
              {(ids) => <input {...ids} {...bind('industry')} maxLength={80} />}
            </Field>
          </div>
        </fieldset>
        <fieldset class="card">
          <legend>Your contact there</legend>
          <div class="grid">
            <Field label="Name" error={wrong['contact.name']}>
              {(ids) => <input {...ids} {...bind('name')} required maxLength={100} autocomplete="off" />}
            </Field>
            <Field label="E-mail" error={wrong['contact.email']}>
              {(ids) => <input {...ids} {...bind('email')} type="email" required maxLength={254} autocomplete="off" />}
            </Field>
            <Field label="Role" hint="Optional" error={wrong['contact.role']}>
              {(ids) => <input {...ids} {...bind('role')} maxLength={100} />}
            </Field>
          </div>
        </fieldset>
        <fieldset class="card">
          <legend>The deal</legend>
          <div class="grid">
            <Field label="Estimated value a year" hint="like 48000.00" error={wrong['arr.minor']}>
              {(ids) => <input {...ids} {...bind('amount')} required inputMode="decimal" maxLength={16} />}
            </Field>
            <Field label="Currency" error={wrong['arr.currency']}>
              {(ids) => <input {...ids} {...bind('currency')} required maxLength={3} />}
            </Field>
            <Field label="Expected to close on" error={wrong.closeOn}>
              {(ids) => <input {...ids} {...bind('closeOn')} type="date" required />}
            </Field>
            <Field label="Products" hint="Several with commas" error={wrong.products}>
              {(ids) => <input {...ids} {...bind('products')} required maxLength={400} />}
            </Field>
            <Field label="Who invoices the customer?" hint="Your margin is a commission, or a discount on your order">
              {(ids) => (
                <select {...ids} {...bind('invoicing')}>
                  <option value="agency">The program: I am paid a commission</option>
                  <option value="resale">We do: I buy at a discount</option>
                </select>
              )}
            </Field>
          </div>
          <Field label="Note" hint="Optional: what helps to decide" error={wrong.note}>
            {(ids) => <textarea {...ids} {...bind('note')} maxLength={600} />}
          </Field>
        </fieldset>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          {action.busy ? 'Checking…' : 'Register'}
        </button>
      </form>
    </>
  );
};
