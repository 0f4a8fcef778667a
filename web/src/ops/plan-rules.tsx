import type { PlanRule } from '../../../functions/policy/contract.ts';
import { Field } from '../ui.tsx';
import { type Amounts, amounts, percent, Typed, words } from './typed.tsx';

type Rules = readonly PlanRule[];
type Pay = PlanRule['pay'];

const payOf = (kind: string, { bp, minor }: { bp: number; minor: Amounts }): Pay => {
  if (kind === 'flat') return { kind: 'flat', minor };
  return kind === 'hybrid' ? { kind: 'hybrid', bp, minor } : { kind: 'percent', bp };
};

const swapped = (rules: Rules, one: number, other: number): Rules => {
  const [a, b] = [rules[one], rules[other]];
  return a && b ? rules.with(one, b).with(other, a) : rules;
};

const nextId = (rules: Rules): string => {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number++;
  return `rule-${number}`;
};

/** The rules of a plan in their order: of several the first whose conditions all hold decides. */
export const PlanRules = ({ rules, change }: { rules: Rules; change: (rules: Rules) => void }) => (
  <>
    <p class="soft small" style={{ marginTop: '.8rem' }}>
      The first rule whose conditions all hold decides; a payment that none fits earns nothing.
    </p>
    <ol class="plain">
      {rules.map((rule, index) => (
        <li key={rule.id} class="card" style={{ padding: '.6rem 1rem' }}>
          <div class="row between">
            <strong>Rule {rule.id}</strong>
            <span class="row small">
              {index > 0 ? (
                <button type="button" class="link" onClick={() => change(swapped(rules, index, index - 1))}>
                  Earlier
                </button>
              ) : null}
              {rules.length > 1 ? (
                <button type="button" class="link" onClick={() => change(rules.filter((one) => one !== rule))}>
                  Remove
                </button>
              ) : null}
            </span>
          </div>
          <RuleFields rule={rule} change={(next) => change(rules.with(index, next))} />
        </li>
      ))}
    </ol>
    <button
      type="button"
      class="link"
      onClick={() => change([...rules, { id: nextId(rules), pay: { kind: 'percent', bp: 1_000 } }])}
    >
      Add a rule
    </button>
  </>
);

/** Only the conditions that are stated: what is left empty holds always. */
const stated = (rule: PlanRule): PlanRule => {
  const { payment, products, countries, newCustomer, capMinor, ...rest } = rule;
  return {
    ...rest,
    ...(payment ? { payment } : {}),
    ...(products && products.length > 0 ? { products } : {}),
    ...(countries && countries.length > 0 ? { countries } : {}),
    ...(newCustomer === undefined ? {} : { newCustomer }),
    ...(capMinor && Object.keys(capMinor).length > 0 ? { capMinor } : {}),
  };
};

const RuleFields = ({ rule, change }: { rule: PlanRule; change: (rule: PlanRule) => void }) => {
  const put = (part: Partial<{ [Name in keyof PlanRule]: PlanRule[Name] | undefined }>): void =>
    change(stated({ ...rule, ...part } as PlanRule));
  const { pay } = rule;
  const rate = { bp: 'bp' in pay ? pay.bp : 1_000, minor: 'minor' in pay ? pay.minor : {} };
  return (
    <div class="grid">
      <Field label="Earns">
        {(ids) => (
          <select
            {...ids}
            value={pay.kind}
            onChange={({ currentTarget }) => put({ pay: payOf(currentTarget.value, rate) })}
          >
            <option value="percent">a share of the payment</option>
            <option value="flat">an amount</option>
            <option value="hybrid">an amount and a share</option>
          </select>
        )}
      </Field>
      {'bp' in pay ? (
        <Typed
          label="Share, %"
          as={percent}
          value={pay.bp}
          change={(bp) => put({ pay: payOf(pay.kind, { ...rate, bp }) })}
          required
        />
      ) : null}
      {'minor' in pay ? (
        <Typed
          label="Amount"
          hint="like USD 50, EUR 45"
          as={amounts}
          value={pay.minor}
          change={(minor) => put({ pay: payOf(pay.kind, { ...rate, minor: minor ?? {} }) })}
          required
        />
      ) : null}
      <Field label="Payments">
        {(ids) => (
          <select
            {...ids}
            value={rule.payment ?? ''}
            onChange={({ currentTarget: { value } }) =>
              put({ payment: value === 'first' || value === 'later' ? value : undefined })
            }
          >
            <option value="">all</option>
            <option value="first">the customer's first</option>
            <option value="later">later ones</option>
          </select>
        )}
      </Field>
      <Field label="Customers">
        {(ids) => (
          <select
            {...ids}
            value={String(rule.newCustomer ?? '')}
            onChange={({ currentTarget: { value } }) =>
              put({ newCustomer: value === '' ? undefined : value === 'true' })
            }
          >
            <option value="">all</option>
            <option value="true">new ones</option>
            <option value="false">whom we sold to before</option>
          </select>
        )}
      </Field>
      <Typed
        label="Products"
        hint="parted by commas; empty: all"
        as={words}
        value={rule.products ?? []}
        change={(products) => put({ products: [...products] })}
      />
      <Typed
        label="Countries"
        hint="like US, CA; empty: all"
        as={words}
        value={rule.countries ?? []}
        change={(countries) => put({ countries: [...countries] })}
      />
      <Typed
        label="At most for one payment"
        hint="like USD 500; empty: no limit"
        as={amounts}
        value={rule.capMinor}
        change={(capMinor) => put({ capMinor })}
      />
    </div>
  );
};
