import { useState } from 'preact/hooks';
import type { AttributionReport, WhatIfView } from '../../../functions/commissions/contract.ts';
import { moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { at } from '../dates.ts';
import { download } from '../download.ts';
import { Field, Note, Show, useAction, useLoad, WhyNot } from '../ui.tsx';
import { Cell, Sales } from './attribution-sales.tsx';

const models = {
  'first-click': 'First click',
  'last-click': 'Last click',
  linear: 'Linear: all clicks alike',
  'position-based': 'Position-based: 40, 20, 40',
} as const;
type Model = keyof typeof models;
const isModel = (text: string): text is Model => text in models;

type Result = NonNullable<AttributionReport['result']>;
type Currency = Result['currencies'][number];
const lastMonth = (): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 15)).toISOString().slice(0, 7);
};

/** Whom the sales of a month are credited to by another model, beside what was decided [A2]. Nobody is paid by it. */
export const AttributionPage = () => {
  const [model, setModel] = useState<Model>('linear');
  const [period, setPeriod] = useState(lastMonth());
  return (
    <>
      <h1>Attribution</h1>
      <p class="lead">Who would have been credited by another model. What was paid stays as it was.</p>
      <section class="card" aria-labelledby="choose">
        <h2 id="choose">Model and month</h2>
        <div class="grid">
          <Field label="Model">
            {(ids) => (
              <select
                {...ids}
                value={model}
                onChange={({ currentTarget: { value } }) => (isModel(value) ? setModel(value) : undefined)}
              >
                {Object.entries(models).map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="Month">
            {(ids) => (
              <input
                {...ids}
                type="month"
                value={period}
                onInput={({ currentTarget: { value } }) => (value ? setPeriod(value) : undefined)}
              />
            )}
          </Field>
        </div>
        <Report key={`${model} ${period}`} model={model} period={period} />
      </section>
    </>
  );
};

const Report = ({ model, period }: { model: Model; period: string }) => {
  const path = `/ops/attribution?model=${model}&period=${period}`;
  const loaded = useLoad(() => api.get<AttributionReport>(path), path);
  const [key, setKey] = useState<string>(crypto.randomUUID());
  const action = useAction();
  const work = () =>
    action.run(async () => {
      await api.post<WhatIfView>('/ops/attribution', { key, model, period });
      setKey(crypto.randomUUID());
      await loaded.reload();
    });
  return (
    <Show of={loaded}>
      {({ report, result }) => (
        <>
          {report?.state === 'running' ? <Note kind="plain">It is being worked out from the facts.</Note> : null}
          {report?.state === 'failed' ? <Note kind="bad">It did not end. Work it out anew.</Note> : null}
          {report && result ? <Found report={report} result={result} /> : null}
          <WhyNot refused={action.refused} />
          <div class="row" style={{ marginTop: '.8rem' }}>
            {report?.state === 'running' ? (
              <button type="button" onClick={() => void loaded.reload()}>
                Look again
              </button>
            ) : (
              <button type="button" disabled={action.busy} onClick={() => void work()}>
                {result ? 'Work it out anew' : 'Work it out'}
              </button>
            )}
          </div>
        </>
      )}
    </Show>
  );
};

/** Every partner in one file, however many there are. */
const Sheet = ({ id, name }: { id: string; name: string }) => {
  const action = useAction();
  return (
    <>
      <button
        type="button"
        class="quiet"
        style={{ marginTop: '.8rem' }}
        disabled={action.busy}
        onClick={() => void action.run(() => download(`/ops/attribution/${id}/partners`, name))}
      >
        {action.busy ? 'Fetching…' : 'Download all partners (CSV)'}
      </button>
      <WhyNot refused={action.refused} />
    </>
  );
};

const Found = ({ report, result }: { report: WhatIfView; result: Result }) => {
  const { whatIfId: id, askedAt, model = '', from } = report;
  const name = `attribution-${model}-${from}.csv`;
  return (
    <>
      <p class="soft small">As known {at(askedAt)}.</p>
      {result.currencies.length === 0 ? <p class="soft">No sale of this month is credited to anybody.</p> : null}
      {result.currencies.map((one) => (
        <Partners key={one.currency} id={id} of={one} />
      ))}
      {result.currencies.length > 0 ? <Sheet id={id} name={name} /> : null}
    </>
  );
};

const Partners = ({ id, of }: { id: string; of: Currency }) => {
  const text = (minor: number): string => moneyText({ minor, currency: of.currency });
  const [open, setOpen] = useState<string>();
  const shown = of.credited ?? [];
  return (
    <>
      <h3>{of.currency}</h3>
      <div class="scroll">
        <table class="amounts">
          <thead>
            <tr>
              <th scope="col">Partner</th>
              <th scope="col" class="right">
                Sales
              </th>
              <th scope="col" class="right">
                Credited revenue
              </th>
              <th scope="col">Would earn</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <tr key={one.partnerId}>
                <td class="left">
                  <a href={`/ops/partners/${one.partnerId}`}>{one.company || one.partnerId}</a>{' '}
                  <button
                    type="button"
                    class="link small"
                    aria-expanded={open === one.partnerId}
                    onClick={() => setOpen(open === one.partnerId ? undefined : one.partnerId)}
                  >
                    Its sales
                  </button>
                </td>
                <Cell of={one.sales} text={String} />
                <Cell of={one.net} text={text} />
                <Cell of={one} text={text} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr class="strong">
              <th scope="row">{of.partners === 1 ? '1 partner' : `${of.partners} partners`}</th>
              <td />
              <td />
              <Cell of={of} text={text} />
            </tr>
          </tfoot>
        </table>
      </div>
      {of.partners > shown.length ? (
        <p class="soft small">
          The {shown.length} with the most revenue are listed; the total counts all, and the file below has all.
        </p>
      ) : null}
      {open ? <Sales key={open} id={id} partnerId={open} currency={of.currency} /> : null}
    </>
  );
};
