import { useState } from 'preact/hooks';
import { decimalOf, minorOf } from '../../../functions/shared/currency.ts';
import { Field } from '../ui.tsx';

/** How a value is written and read; `read` is undefined for what cannot be read. */
export interface Notation<T> {
  readonly show: (value: T) => string;
  readonly read: (text: string) => T | undefined;
  /** What to type instead, in a sentence. */
  readonly help: string;
}

export type Amounts = Partial<Record<string, number>>;

const amountOf = (text: string): readonly [string, number] | undefined => {
  const [, currency = '', decimal = ''] = /^([A-Z]{3}) (\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  const minor = minorOf(decimal, currency);
  return minor === undefined ? undefined : [currency, minor];
};

const parts = (text: string): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

/** A share in basis points, as percent. */
export const percent: Notation<number> = {
  show: (bp) => String(bp / 100),
  read: (text) => (/^\d{1,3}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined),
  help: 'Type a number like 25 or 12.5.',
};

export const whole: Notation<number> = {
  show: String,
  read: (text) => (/^\d{1,6}$/.test(text) ? Number(text) : undefined),
  help: 'Type a whole number.',
};

/** Whole, or nothing. */
export const wholeOrNone: Notation<number | null> = {
  show: (value) => (value === null ? '' : String(value)),
  read: (text) => (text === '' ? null : whole.read(text)),
  help: 'Type a whole number, or leave it empty.',
};

/** An amount in each currency: `USD 50.00, EUR 45.00`; empty: none. */
export const amounts: Notation<Amounts | undefined> = {
  show: (value) =>
    Object.entries(value ?? {})
      .map(([currency, minor = 0]) => `${currency} ${decimalOf({ minor, currency })}`)
      .join(', '),
  read: (text) => {
    const found = parts(text).map(amountOf);
    return found.some((one) => one === undefined) ? undefined : Object.fromEntries(found.filter((one) => !!one));
  },
  help: 'Type amounts like USD 50, EUR 45.00.',
};

/** Words parted by commas; empty: none. */
export const words: Notation<readonly string[]> = {
  show: (value) => value.join(', '),
  read: parts,
  help: '',
};

export interface TypedProps<T> {
  readonly label: string;
  readonly hint?: string;
  readonly as: Notation<T>;
  readonly value: T;
  readonly change: (value: T) => void;
  readonly required?: boolean;
}

/** A field that keeps what was typed, and hands on what it says. The form does not go out while it cannot be read. */
export function Typed<T>({ label, hint, as, value, change, required = false }: TypedProps<T>) {
  const [text, setText] = useState(as.show(value));
  const unreadable = text !== '' && as.read(text.trim()) === undefined;
  const typed = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    const next = currentTarget.value;
    setText(next);
    const read = as.read(next.trim());
    currentTarget.setCustomValidity(next !== '' && read === undefined ? as.help : '');
    if (read !== undefined) change(read);
  };
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={unreadable ? as.help : undefined}>
      {(ids) => <input {...ids} value={text} onInput={typed} required={required} />}
    </Field>
  );
}
