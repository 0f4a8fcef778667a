import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { api, Refused } from './api.ts';
import { type Action, Field, Note, useAction, WhyNot } from './ui.tsx';

interface Typing {
  readonly currentTarget: { readonly value: string };
}

/** What stands in the fields of a form; `bind` ties one of them to its control. */
export const useTexts = <Texts extends Readonly<Record<string, string>>>(empty: Texts) => {
  const [texts, setTexts] = useState(empty);
  const bind = (name: keyof Texts) => ({
    value: texts[name],
    onInput: (event: Typing) => setTexts({ ...texts, [name]: event.currentTarget.value }),
  });
  return { texts, setTexts, bind };
};

/** One of a few, each with its words. */
export const Choices = (props: {
  legend: string;
  name: string;
  choices: readonly (readonly [value: string, text: ComponentChildren])[];
  chosen: string;
  choose: (value: string) => void;
  children?: ComponentChildren;
}) => (
  <fieldset>
    <legend>{props.legend}</legend>
    {props.choices.map(([value, text]) => (
      <label key={value} class="choice">
        <input
          type="radio"
          name={props.name}
          value={value}
          checked={props.chosen === value}
          onChange={() => props.choose(value)}
        />
        <span>{text}</span>
      </label>
    ))}
    {props.children}
  </fieldset>
);

/**
 * Decides something that others may decide, too: who comes second is told what was decided, and sees it. `send` asks;
 * the answers 409 and 410 mean that it is decided.
 */
export const useDecision = (reload: () => Promise<void>) => {
  const [late, setLate] = useState('');
  const action = useAction();
  const decide = (send: () => Promise<unknown>): Promise<boolean> =>
    action.run(async () => {
      try {
        await send();
      } catch (error) {
        if (!(error instanceof Refused) || (error.status !== 409 && error.status !== 410)) throw error;
        setLate(error.message);
      }
      await reload();
    });
  return { action, decide, late };
};

/** The card in which a person decides: one of the choices, what that choice takes, and the reason. */
export const DecisionCard = (props: {
  action: Action;
  late: string;
  choices: readonly (readonly [value: string, text: ComponentChildren])[];
  outcome: string;
  choose: (outcome: string) => void;
  decide: () => void;
  /** Fields between the choices and the button; the reason among them. */
  children: ComponentChildren;
  below?: ComponentChildren;
}) => (
  <form
    class="card"
    onSubmit={(event) => {
      event.preventDefault();
      props.decide();
    }}
  >
    {props.late ? <Note kind="warn">{props.late}</Note> : null}
    <Choices
      legend="Your decision"
      name="outcome"
      choices={props.choices}
      chosen={props.outcome}
      choose={props.choose}
    />
    {props.children}
    <WhyNot refused={props.action.refused} />
    <button type="submit" disabled={props.action.busy}>
      Decide
    </button>
    {props.below}
  </form>
);

interface ReasonParts {
  /** What is unfolded to say it. */
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly button: string;
  readonly kind?: 'quiet' | 'danger' | '';
  readonly long?: boolean;
  readonly card?: boolean;
  readonly maxLength?: number;
  readonly reload: () => Promise<void>;
}

/** Something that takes a reason and nothing else: folded until somebody means it. */
export const ReasonForm = (props: ReasonParts) => {
  const [reason, setReason] = useState('');
  const action = useAction();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => api.post(props.path, { ...props.body, reason })))) return;
    setReason('');
    await props.reload();
  };
  const set = (event: Typing): void => setReason(event.currentTarget.value);
  const { maxLength } = props;
  return (
    <details class={props.card ? 'card' : ''}>
      <summary>{props.title}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <Field label={props.label} {...(props.hint ? { hint: props.hint } : {})} error={action.refused?.fields.reason}>
          {(ids) =>
            props.long ? (
              <textarea {...ids} required maxLength={maxLength} value={reason} onInput={set} />
            ) : (
              <input {...ids} required maxLength={maxLength} value={reason} onInput={set} />
            )
          }
        </Field>
        <WhyNot refused={action.refused} />
        <button type="submit" class={props.kind ?? ''} disabled={action.busy}>
          {props.button}
        </button>
      </form>
    </details>
  );
};
