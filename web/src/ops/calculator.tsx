import { useState } from 'preact/hooks';
import type { Calculation } from '../../../functions/commissions/contract.ts';
import { minorOf, moneyText } from '../../../functions/shared/currency.ts';
import { api } from '../api.ts';
import { useTexts } from '../forms.tsx';
import { Field, Pill, useAction, WhyNot } from '../ui.tsx';

const empty = { contract: '1200.00', currency: 'USD', months: '24', payments: '12', ratio: '3', blended: '' };
const numbers = [
  ['contract', 'Contract value in a year', 'net of tax, like 1200.00'],
  ['currency', 'Currency', 'like USD'],
  ['months', 'Lifetime in months', 'how long a customer stays'],
  ['ratio', 'Lifetime value to cost', 'a customer may cost its value divided by this'],
  ['blended', 'Cost without affiliates', 'of a customer, on average; empty where nobody knows'],
] as const;

/** What a customer costs under each plan, against what it may cost [A15]. */
export const CalculatorPage = () => {
  const { texts, bind } = useTexts(empty);
  const [wrong, setWrong] = useState('');
  const [found, setFound] = useState<Calculation>();
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { contract, currency, months, payments, ratio, blended } = texts;
    const contractMinor = minorOf(contract.trim(), currency);
    const blendedCostMinor = blended.trim() ? minorOf(blended.trim(), currency) : null;
    const isWrong = contractMinor === undefined || blendedCostMinor === undefined;
    setWrong(isWrong ? 'Type amounts like 1200.00, with a point.' : '');
    if (isWrong) return;
    const body = {
      ...{ contractMinor, currency, lifetimeMonths: Number(months), paymentsPerYear: Number(payments) },
      ...{ lifetimeToCost: Number(ratio), ...(blendedCostMinor === null ? {} : { blendedCostMinor }) },
    };
    await action.run(async () => setFound(await api.post<Calculation>('/ops/calculator', body)));
  };
  return (
    <>
      <h1>Calculator</h1>
      <form class="card" onSubmit={(event) => void submit(event)}>
        <h2>A customer</h2>
        <div class="grid">
          {numbers.map(([name, label, hint]) => (
            <Field key={name} label={label} hint={hint} error={name === 'contract' ? wrong : undefined}>
              {(ids) => <input {...ids} {...bind(name)} required={name !== 'blended'} />}
            </Field>
          ))}
          <Field label="It pays">
            {(ids) => (
              <select {...ids} {...bind('payments')}>
                <option value="12">every month</option>
                <option value="4">every quarter</option>
                <option value="2">twice a year</option>
                <option value="1">once a year</option>
              </select>
            )}
          </Field>
        </div>
        <WhyNot refused={action.refused} />
        <button type="submit" disabled={action.busy}>
          Compare
        </button>
      </form>
      {found ? <Options of={found} /> : null}
    </>
  );
};

const Options = ({ of }: { of: Calculation }) => {
  const text = (minor: number): string => moneyText({ minor, currency: of.currency });
  return (
    <section class="card" aria-labelledby="options">
      <h2 id="options">Plans, the cheapest first</h2>
      <p>
        A customer brings <strong>{text(of.lifetimeValueMinor)}</strong> and may cost{' '}
        <strong>{text(of.highestCostMinor)}</strong>.
      </p>
      <ul style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {of.options.map((one) => (
          <li key={one.plan} style={{ borderTop: '1px solid var(--line)', padding: '.7rem 0' }}>
            <div class="row between">
              <strong>{one.name}</strong>
              <Pill kind={one.verdict === 'above' ? 'bad' : 'good'}>{one.verdict}</Pill>
            </div>
            <div>
              {text(one.firstYearMinor)} in the first year, {text(one.lifetimeMinor)} in all ({one.shareOfValueBp / 100}{' '}
              % of its value)
            </div>
            {one.because.map((sentence) => (
              <div key={sentence} class="soft small">
                {sentence}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
};
