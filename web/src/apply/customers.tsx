import { useState } from 'preact/hooks';
import type { StatedCustomers } from '../../../functions/applications/contract.ts';

const dimensions = [
  ['segment', 'Segment'],
  ['industry', 'Industry'],
  ['companySize', 'Company size'],
  ['region', 'Region'],
] as const;
type Dimension = (typeof dimensions)[number][0];
type Choices = readonly { id: string; label: string }[];
type Row = Record<Dimension, string>;

export interface Customers {
  readonly kind: 'shares' | 'list';
  readonly shares: Readonly<Record<Dimension, Readonly<Record<string, number>>>>;
  readonly rows: readonly Row[];
}

export const emptyCustomers: Customers = {
  kind: 'shares',
  shares: { segment: {}, industry: {}, companySize: {}, region: {} },
  rows: [],
};

/** As the API takes it. */
export const stated = (customers: Customers): StatedCustomers =>
  customers.kind === 'list' ? { kind: 'list', rows: [...customers.rows] } : { kind: 'shares', ...customers.shares };

interface Props {
  readonly options: Readonly<Record<Dimension, Choices>>;
  readonly customers: Customers;
  readonly change: (customers: Customers) => void;
  readonly error: string | undefined;
}

/** Whom the applicant reaches: percents by four views, or a list. We compute the overlap ourselves [S3, S7]. */
export const CustomersFields = (props: Props) => (
  <fieldset class="card">
    <legend>Your customers or audience</legend>
    <p class="soft small">
      Roughly, who are they? Estimates are fine; each part adds up to 100 %. We compare this with the companies we serve
      best.
    </p>
    <div class="row">
      {(['shares', 'list'] as const).map((kind) => (
        <label key={kind} class="tick">
          <input
            type="radio"
            name="customers-kind"
            checked={props.customers.kind === kind}
            onChange={() => props.change({ ...props.customers, kind })}
          />
          <span>{kind === 'shares' ? 'In percent' : 'Upload a list (CSV)'}</span>
        </label>
      ))}
    </div>
    {props.customers.kind === 'shares' ? <Shares {...props} /> : <Upload {...props} />}
    <p class="field-error" hidden={!props.error}>
      {props.error}
    </p>
  </fieldset>
);

const Shares = ({ options, customers, change }: Props) => (
  <div class="grid" style={{ marginTop: '.8rem' }}>
    {dimensions.map(([dimension, title]) => {
      const shares = customers.shares[dimension];
      const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
      const set = (id: string, text: string): void => {
        const next = { ...shares, [id]: Math.max(0, Math.min(100, Math.trunc(Number(text) || 0))) };
        if (!text) delete next[id];
        change({ ...customers, shares: { ...customers.shares, [dimension]: next } });
      };
      return (
        <fieldset key={dimension} style={{ margin: 0 }}>
          <legend class="small">
            {title}{' '}
            <span class={total === 100 ? 'pill done' : 'pill'} aria-live="polite">
              {total} %
            </span>
          </legend>
          {options[dimension].map((choice) => (
            <label key={choice.id} class="row between small" style={{ margin: '.25rem 0', fontWeight: 400 }}>
              <span>{choice.label}</span>
              <span class="row" style={{ gap: '.3rem' }}>
                <input
                  type="number"
                  min={0}
                  max={100}
                  step={1}
                  inputMode="numeric"
                  name={`${dimension}.${choice.id}`}
                  style={{ width: '5.2rem', padding: '.3rem .5rem' }}
                  value={shares[choice.id] ?? ''}
                  onInput={(event) => set(choice.id, event.currentTarget.value)}
                />
                %
              </span>
            </label>
          ))}
        </fieldset>
      );
    })}
  </div>
);

const Upload = ({ customers, change }: Props) => {
  const [problem, setProblem] = useState('');
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const { default: Papa } = await import('papaparse');
    const parsed = Papa.parse<Record<string, string>>(await file.text(), { header: true, skipEmptyLines: true });
    const missing = dimensions.filter(([name]) => !parsed.meta.fields?.includes(name)).map(([name]) => name);
    setProblem(missing.length > 0 ? `The first line must name the columns; missing: ${missing.join(', ')}.` : '');
    const rows = parsed.data.map((row) => ({
      segment: row.segment ?? '',
      industry: row.industry ?? '',
      companySize: row.companySize ?? '',
      region: row.region ?? '',
    }));
    change({ ...customers, rows: missing.length > 0 ? [] : rows });
  };
  return (
    <div style={{ marginTop: '.8rem' }}>
      <label>
        One customer a line, with the columns segment, industry, companySize and region
        <span class="hint">No names or addresses: only these four columns leave your browser.</span>
        <input type="file" accept=".csv,text/csv" onChange={(event) => void take(event.currentTarget.files?.[0])} />
      </label>
      <p class="field-error" hidden={!problem}>
        {problem}
      </p>
      {customers.rows.length > 0 ? <p class="soft small">{customers.rows.length} rows read.</p> : null}
    </div>
  );
};
