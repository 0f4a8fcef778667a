import { minorOf } from '../../functions/shared/currency.ts';
import { Field } from './ui.tsx';

/** An amount as it is typed; a comma is read as a point. Undefined where it is not one. */
export const typedMinor = (text: string, currency: string): number | undefined =>
  minorOf(text.trim().replace(',', '.'), currency);

/** A field for an amount of one currency. */
export const AmountField = (props: {
  label: string;
  hint?: string;
  currency: string;
  value: string;
  error?: string | undefined;
  change: (text: string) => void;
}) => (
  <Field
    label={`${props.label} (${props.currency})`}
    {...(props.hint ? { hint: props.hint } : {})}
    error={
      props.error ??
      (props.value && typedMinor(props.value, props.currency) === undefined
        ? 'must be an amount like 1500 or 1500.50'
        : undefined)
    }
  >
    {(ids) => (
      <input
        {...ids}
        required
        inputMode="decimal"
        autocomplete="off"
        value={props.value}
        onInput={(event) => props.change(event.currentTarget.value)}
      />
    )}
  </Field>
);
