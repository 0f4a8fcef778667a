import type { Policy } from '../../../functions/policy/contract.ts';
import { Field } from '../ui.tsx';
import { type FieldGroup, groupsOf, nameOf, type PolicyField, textOf } from './policy-fields.ts';

export type Texts = Readonly<Record<string, string>>;

interface Part {
  readonly document: Policy;
  readonly texts: Texts;
  readonly setTexts: (texts: Texts) => void;
  /** Errors by field, as the form or the server found them. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The numbers of a policy, group by group; what was changed is in `texts`. */
export const PolicyNumbers = (part: Part) => (
  <>
    {groupsOf(part.document).map((group) => (
      <Group key={group.title} group={group} {...part} />
    ))}
  </>
);

const Group = ({ group, ...part }: Part & { group: FieldGroup }) => {
  const changed = group.fields.filter((one) => part.texts[nameOf(one)] !== undefined).length;
  return (
    <details open={group.title === 'Terms of the agreement'} style={{ margin: '.7rem 0' }}>
      <summary>
        {group.title}
        {changed > 0 ? <span class="soft"> · {changed} changed</span> : null}
      </summary>
      <div class="grid">
        {group.fields.map((one) => (
          <NumberField key={nameOf(one)} field={one} {...part} />
        ))}
      </div>
    </details>
  );
};

const labelOf = ({ label, unit }: PolicyField, currency: string): string => {
  if (unit === '%') return `${label}, %`;
  return unit === 'amount' ? `${label}, ${currency}` : label;
};

const NumberField = ({ field, document, texts, setTexts, errors }: Part & { field: PolicyField }) => {
  const name = nameOf(field);
  const before = textOf(document, field);
  const bind = {
    value: texts[name] ?? before,
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      const { [name]: _, ...rest } = texts;
      setTexts(value === before ? rest : { ...rest, [name]: value });
    },
  };
  return (
    <Field label={labelOf(field, document.calendar.reportingCurrency)} error={errors[name]}>
      {(ids) =>
        typeof field.unit === 'object' ? (
          <select {...ids} {...bind}>
            {field.unit.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        ) : (
          <input {...ids} {...bind} required inputMode="decimal" />
        )
      }
    </Field>
  );
};
