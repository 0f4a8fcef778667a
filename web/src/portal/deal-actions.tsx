import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { OwnDealView } from '../../../functions/deals/contract.ts';
import { api } from '../api.ts';
import { onDay } from '../dates.ts';
import { Field, useAction, WhyNot } from '../ui.tsx';

interface Acts {
  readonly deal: OwnDealView;
  readonly reload: () => Promise<void>;
}

const today = (): string => new Date().toISOString().slice(0, 10);

/** A form that asks one thing of the portal about a deal, and shows the deal anew. */
const ActForm = (props: {
  title: string;
  path: string;
  body: () => unknown;
  button: string;
  quiet?: boolean;
  closed?: boolean;
  of: Acts;
  children: (fields: Readonly<Record<string, string>>) => ComponentChildren;
}) => {
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { deal, reload } = props.of;
    if (await action.run(() => api.post(`/portal/deals/${deal.dealId}/${props.path}`, props.body()))) await reload();
  };
  return (
    <details class="card" open={!props.closed}>
      <summary>
        <strong>{props.title}</strong>
      </summary>
      <form onSubmit={(event) => void submit(event)}>
        {props.children(action.refused?.fields ?? {})}
        <WhyNot refused={action.refused} />
        <button type="submit" class={props.quiet ? 'quiet' : ''} disabled={action.busy}>
          {props.button}
        </button>
      </form>
    </details>
  );
};

export const Update = (of: Acts) => {
  const [note, setNote] = useState('');
  const [closeOn, setCloseOn] = useState(of.deal.closeOn);
  const body = () => ({ note, ...(closeOn === of.deal.closeOn ? {} : { closeOn }) });
  return (
    <ActForm title="How is it going?" path="updates" body={body} button="Update" of={of}>
      {(wrong) => (
        <>
          <Field label="What is new" hint="A line is enough, once a month" error={wrong.note}>
            {(ids) => (
              <textarea
                {...ids}
                required
                maxLength={600}
                value={note}
                onInput={(e) => setNote(e.currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Expected to close on" error={wrong.closeOn}>
            {(ids) => <input {...ids} type="date" value={closeOn} onInput={(e) => setCloseOn(e.currentTarget.value)} />}
          </Field>
        </>
      )}
    </ActForm>
  );
};

export const Win = (of: Acts) => {
  const [wonOn, setWonOn] = useState(today());
  const [years, setYears] = useState('1');
  const [invoicing, setInvoicing] = useState<string>(of.deal.invoicing);
  const body = () => ({ wonOn, termYears: Number(years), invoicing });
  return (
    <ActForm title="It is won" path="win" body={body} button="Report the win" closed of={of}>
      {(wrong) => (
        <>
          <p class="soft small">
            Your rate is fixed with this, for good. What you earn comes with the customer's payments.
          </p>
          <div class="grid">
            <Field label="Signed on" error={wrong.wonOn}>
              {(ids) => (
                <input {...ids} type="date" required value={wonOn} onInput={(e) => setWonOn(e.currentTarget.value)} />
              )}
            </Field>
            <Field label="Years of the contract" error={wrong.termYears}>
              {(ids) => (
                <input
                  {...ids}
                  type="number"
                  min={1}
                  max={20}
                  required
                  value={years}
                  onInput={(e) => setYears(e.currentTarget.value)}
                />
              )}
            </Field>
            <Field label="Who invoices?">
              {(ids) => (
                <select {...ids} value={invoicing} onInput={(e) => setInvoicing(e.currentTarget.value)}>
                  <option value="agency">The program</option>
                  <option value="resale">We do</option>
                </select>
              )}
            </Field>
          </div>
        </>
      )}
    </ActForm>
  );
};

const Reason = (props: {
  label: string;
  hint?: string;
  wrong: string | undefined;
  text: string;
  set: (text: string) => void;
}) => (
  <Field label={props.label} {...(props.hint ? { hint: props.hint } : {})} error={props.wrong}>
    {(ids) => (
      <textarea
        {...ids}
        required
        maxLength={600}
        value={props.text}
        onInput={(e) => props.set(e.currentTarget.value)}
      />
    )}
  </Field>
);

export const Extend = (of: Acts) => {
  const [reason, setReason] = useState('');
  const until = of.deal.exclusiveUntil;
  return (
    <ActForm title="More time" path="extension" body={() => ({ reason })} button="Extend" quiet closed of={of}>
      {(wrong) => (
        <Reason
          label="Why more time is needed"
          hint={`Once, before ${until ? onDay(until) : 'the exclusivity ends'}; it is given at once`}
          wrong={wrong.reason}
          text={reason}
          set={setReason}
        />
      )}
    </ActForm>
  );
};

export const Appeal = ({ until, ...of }: Acts & { until: string }) => {
  const [reason, setReason] = useState('');
  const title = `Appeal, until ${onDay(until)}`;
  return (
    <ActForm title={title} path="appeal" body={() => ({ reason })} button="Appeal" closed of={of}>
      {(wrong) => (
        <Reason
          label="Why is this wrong?"
          hint="Somebody who has not decided on it before reads this, and answers within 5 business days"
          wrong={wrong.reason}
          text={reason}
          set={setReason}
        />
      )}
    </ActForm>
  );
};

export const End = (of: Acts) => {
  const [reason, setReason] = useState('');
  const as = of.deal.can.lose ? 'lost' : 'withdrawn';
  const title = as === 'lost' ? 'It is lost' : 'Withdraw it';
  return (
    <ActForm title={title} path="end" body={() => ({ as, reason })} button={title} quiet closed of={of}>
      {(wrong) => (
        <Reason
          label="What happened"
          hint="The customer is free for others then"
          wrong={wrong.reason}
          text={reason}
          set={setReason}
        />
      )}
    </ActForm>
  );
};
