import { useState } from 'preact/hooks';
import type { OwnPayouts } from '../../../functions/payouts/contract.ts';
import { api } from '../api.ts';
import { at, onDay } from '../dates.ts';
import { comeBackTo } from '../sign-in.tsx';
import { Field, Note, Pill, useAction, WhyNot } from '../ui.tsx';
import { useIsContact } from '../visitor.ts';

const RAILS = { paypal: 'PayPal', bank: 'Bank transfer', webhook: 'Our payout service' } as const;
type Rail = keyof typeof RAILS;

/** Ways to name where money goes: several of them are bank transfers. */
const WAYS = {
  paypal: { rail: 'paypal', name: 'PayPal' },
  iban: { rail: 'bank', name: 'Bank transfer by IBAN' },
  us: { rail: 'bank', name: 'Bank account in the US' },
  uk: { rail: 'bank', name: 'UK account without IBAN' },
  bic: { rail: 'bank', name: 'Bank account elsewhere' },
  webhook: { rail: 'webhook', name: 'Our payout service' },
} as const satisfies Readonly<Record<string, { rail: Rail; name: string }>>;
type Way = keyof typeof WAYS;
const WAY_NAMES: readonly Way[] = ['paypal', 'iban', 'us', 'uk', 'bic', 'webhook'];

type Asked = readonly [name: string, label: string, hint: string];
const NAME: Asked = ['name', 'Name on the account', ''];
const COUNTRY: Asked = ['country', 'Country', 'two letters, like DE'];
const ADDRESS: readonly Asked[] = [
  ['street', 'Street and number', 'of the account’s holder; banks ask for it'],
  ['postCode', 'Postal code', 'if there is one'],
  ['town', 'Town', ''],
  COUNTRY,
];

/** What each way of being paid asks for. */
const FIELDS: Readonly<Record<Way, readonly Asked[]>> = {
  paypal: [['email', 'PayPal address', '']],
  iban: [NAME, ['iban', 'IBAN', ''], ['bic', 'BIC', 'only if your bank asks for it'], COUNTRY],
  us: [NAME, ['routing', 'Routing number', '9 digits (ABA)'], ['account', 'Account number', ''], ...ADDRESS],
  uk: [NAME, ['sortCode', 'Sort code', 'like 20-00-00'], ['account', 'Account number', '8 digits'], ...ADDRESS],
  bic: [NAME, ['bic', 'BIC', 'of your bank'], ['account', 'Account number', ''], ...ADDRESS],
  webhook: [['account', 'Account', 'as the payout service knows you']],
};

interface Part {
  readonly own: OwnPayouts;
  readonly reload: () => Promise<void>;
}

export const PayoutMethod = ({ own, reload }: Part) => {
  const [changing, setChanging] = useState(false);
  const [said, setSaid] = useState('');
  const contact = useIsContact();
  const saved = async (): Promise<void> => {
    setChanging(false);
    setSaid('Saved. A letter to your contact says so.');
    await reload();
  };
  return (
    <section class="card" aria-labelledby="method">
      <h2 id="method">How you are paid</h2>
      {own.method ? (
        <p>
          {RAILS[own.method.rail]}: <b>{own.method.masked}</b>
          <br />
          <span class="soft small">since {at(own.method.changedAt)}</span>
        </p>
      ) : (
        <Note kind="warn">We do not know yet how to pay you.</Note>
      )}
      {said ? <Note kind="good">{said}</Note> : null}
      {contact === false ? (
        <p class="soft small">The contact of your company changes it.</p>
      ) : changing || !own.method ? (
        <MethodForm own={own} saved={saved} />
      ) : (
        <button type="button" class="quiet" onClick={() => setChanging(true)}>
          Change it
        </button>
      )}
    </section>
  );
};

const MethodForm = ({ own, saved }: { own: OwnPayouts; saved: () => Promise<void> }) => {
  const { rails, mayChangeMethod } = own;
  const ways = WAY_NAMES.filter((one) => rails.includes(WAYS[one].rail));
  const [way, setWay] = useState<Way>(ways[0] ?? 'paypal');
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const typed = FIELDS[way].map(([name]) => [name, texts[name]?.trim() ?? '']).filter(([, text]) => text !== '');
    const { rail } = WAYS[way];
    const by = rail === 'bank' && way !== 'iban' ? { by: way } : {};
    const body = { rail, ...by, ...Object.fromEntries(typed) };
    if (await action.run(() => api.put('/portal/payout-method', body))) await saved();
  };
  if (!mayChangeMethod || action.refused?.problem.title === 'sign in again') return <SignInAgain />;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label="Paid by">
        {(ids) => (
          <select {...ids} value={way} onChange={(event) => setWay(event.currentTarget.value as Way)}>
            {ways.map((one) => (
              <option key={one} value={one}>
                {WAYS[one].name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {FIELDS[way].map(([name, label, hint]) => (
        <Field key={name} label={label} {...(hint ? { hint } : {})} error={action.refused?.fields[name]}>
          {(ids) => (
            <input
              {...ids}
              name={name}
              autocomplete="off"
              value={texts[name] ?? ''}
              onInput={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <WhyNot refused={action.refused} />
      <button type="submit" disabled={action.busy}>
        Save
      </button>
    </form>
  );
};

/** Whoever found an open session must not lead money elsewhere: the letter goes to the mailbox, and leads back here. */
const SignInAgain = () => {
  const [said, setSaid] = useState('');
  const action = useAction();
  const send = async (): Promise<void> => {
    comeBackTo('/portal/payouts');
    await action.run(async () => setSaid((await api.post<{ message: string }>('/portal/sign-in-letter')).message));
  };
  if (said) return <Note kind="good">{said} It brings you back to this page.</Note>;
  return (
    <>
      <Note kind="plain">
        Where your money goes is changed only within minutes of signing in. We send you a letter; its link signs you in
        anew, and you can go on here.
      </Note>
      <WhyNot refused={action.refused} />
      <button type="button" disabled={action.busy} onClick={() => void send()}>
        Send me the letter
      </button>
    </>
  );
};

const STATES = {
  none: { kind: 'warn', text: 'Missing' },
  requested: { kind: 'now', text: 'We wait for it' },
  received: { kind: 'done', text: 'Here' },
  expired: { kind: 'bad', text: 'Has run out' },
} as const;

export const TaxForm = ({ tax, reload }: { tax: OwnPayouts['tax']; reload: () => Promise<void> }) => {
  const [form, setForm] = useState<string>(tax.form ?? 'W-9');
  const action = useAction();
  const contact = useIsContact();
  const declare = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await action.run(() => api.put('/portal/tax-status', { form }))) await reload();
  };
  return (
    <section class="card" aria-labelledby="tax">
      <div class="row between">
        <h2 id="tax">Tax form</h2>
        <Pill kind={STATES[tax.state].kind}>{STATES[tax.state].text}</Pill>
      </div>
      {tax.form ? (
        <p>
          {tax.form}
          {tax.validUntil ? `, until ${onDay(`${tax.validUntil.slice(0, 10)}T12:00:00Z`)}` : ''}
        </p>
      ) : null}
      {tax.state === 'received' ? null : contact === false ? (
        <p class="soft small">The contact of your company names it.</p>
      ) : (
        <form onSubmit={(event) => void declare(event)}>
          <Field
            label="Which form is yours?"
            hint="W-9 for US persons, W-8BEN for other people, W-8BEN-E for companies"
          >
            {(ids) => (
              <select {...ids} value={form} onChange={(event) => setForm(event.currentTarget.value)}>
                <option>W-9</option>
                <option>W-8BEN</option>
                <option>W-8BEN-E</option>
              </select>
            )}
          </Field>
          <p class="soft small">{tax.how}</p>
          <WhyNot refused={action.refused} />
          <button type="submit" class="quiet" disabled={action.busy}>
            This is my form
          </button>
        </form>
      )}
    </section>
  );
};
