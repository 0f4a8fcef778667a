import { useState } from 'preact/hooks';
import type { Policy } from '../../../functions/policy/contract.ts';
import { Field } from '../ui.tsx';

interface Part {
  readonly document: Policy;
  /** Sections that were typed as they are kept: not looked at before they are published. */
  readonly change: (section: string, value: unknown) => void;
  /** What the server found, by place in the document. */
  readonly errors: Readonly<Record<string, string>>;
}

/** `decisionHours` as a person would say it. */
const spoken = (name: string): string => {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const readable = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Every section of the policy as it is kept: for the lists and numbers that have no field of their own. */
export const PolicySections = ({ document, change, errors }: Part) => (
  <details style={{ margin: '.7rem 0' }}>
    <summary>Everything, section by section</summary>
    <p class="soft small">
      The document as it is kept, in JSON: amounts in minor units, rates in hundredths of a percent. It is checked whole
      when you publish, and what is typed here goes before the fields above.
    </p>
    {Object.entries(document).map(([name, section]) => (
      <Section
        key={name}
        name={name}
        section={section}
        change={(next) => change(name, next)}
        errors={Object.entries(errors).filter(([place]) => place === name || place.startsWith(`${name}.`))}
      />
    ))}
  </details>
);

const Section = (props: {
  name: string;
  section: unknown;
  change: (section: unknown) => void;
  errors: readonly (readonly [string, string])[];
}) => {
  const [text, setText] = useState<string>();
  const shown = text ?? JSON.stringify(props.section, null, 2);
  const unreadable = readable(shown) === undefined;
  const typed = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void => {
    const found = readable(currentTarget.value);
    currentTarget.setCustomValidity(found === undefined ? 'This is not JSON: look for a comma or a quote.' : '');
    setText(currentTarget.value);
    if (found !== undefined) props.change(found);
  };
  const error = unreadable
    ? 'This is not JSON: look for a comma or a quote.'
    : props.errors.map(([place, message]) => `${place}: ${message}`).join('; ');
  return (
    <details open={props.errors.length > 0} style={{ margin: '.7rem 0 .7rem 1rem' }}>
      <summary>{spoken(props.name)}</summary>
      <Field label={`Section ${props.name}`} error={error || undefined}>
        {(ids) => <textarea {...ids} class="code" rows={12} spellcheck={false} value={shown} onInput={typed} />}
      </Field>
    </details>
  );
};
