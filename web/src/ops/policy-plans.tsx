import { useState } from 'preact/hooks';
import { type Plan, type Policy, presetPlans } from '../../../functions/policy/contract.ts';
import { Field } from '../ui.tsx';
import { PlanRules } from './plan-rules.tsx';
import { type Amounts, amounts, percent, Typed, whole, wholeOrNone } from './typed.tsx';

interface Part {
  readonly document: Policy;
  readonly change: (document: Policy) => void;
}

/** An id that no plan has yet: the preset's, else with a number behind it. */
const freeId = (wanted: string, plans: readonly Plan[]): string => {
  const taken = new Set(['default', ...plans.map(({ id }) => id)]);
  const numbers = [wanted, ...plans.map((_, index) => `${wanted}-${index + 2}`)];
  return numbers.find((one) => !taken.has(one)) ?? `${wanted}-${plans.length + 2}`;
};

/** The plans of a policy [A1, A10]: made from a preset, their rules in order, removed where no tier has them. */
export const PolicyPlans = ({ document, change }: Part) => {
  const { plans, planOf } = document.earning;
  const put = (next: readonly Plan[]): void =>
    change({ ...document, earning: { ...document.earning, plans: [...next] } });
  const used = new Set<string>(Object.values(planOf));
  return (
    <>
      {plans.map((plan, index) => (
        <details key={plan.id} style={{ margin: '.7rem 0' }}>
          <summary>
            Plan {plan.id}: {plan.name}
          </summary>
          <PlanFields plan={plan} change={(next) => put(plans.with(index, next))} />
          {used.has(plan.id) ? (
            <p class="soft small">An affiliate tier has this plan, so it stays.</p>
          ) : (
            <p>
              <button type="button" class="link" onClick={() => put(plans.filter((one) => one !== plan))}>
                Remove plan {plan.id}
              </button>
            </p>
          )}
        </details>
      ))}
      <AddPlan add={(plan) => put([...plans, { ...plan, id: freeId(plan.id, plans) }])} />
    </>
  );
};

const AddPlan = ({ add }: { add: (plan: Plan) => void }) => {
  const [chosen, setChosen] = useState('');
  const preset = presetPlans.find(({ id }) => id === chosen);
  return (
    <div class="row" style={{ alignItems: 'end', margin: '.7rem 0' }}>
      <Field label="Add a plan" hint="from one of the usual ones; then change it">
        {(ids) => (
          <select {...ids} value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
            <option value="">Choose …</option>
            {presetPlans.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="button" class="quiet" disabled={!preset} onClick={() => preset && add(preset)}>
        Add
      </button>
    </div>
  );
};

/** Without what was left empty: an amount of no currency, a bonus of no sales. */
const tidy = (plan: Plan): Plan => {
  const { leadMinor, capPerMonthMinor, ...rest } = plan;
  const some = (of: Amounts | undefined) => (of && Object.keys(of).length > 0 ? of : undefined);
  const [lead, cap] = [some(leadMinor), some(capPerMonthMinor)];
  return { ...rest, ...(lead ? { leadMinor: lead } : {}), ...(cap ? { capPerMonthMinor: cap } : {}) };
};

const PlanFields = ({ plan, change }: { plan: Plan; change: (plan: Plan) => void }) => {
  const put = (part: Partial<Plan>): void => change(tidy({ ...plan, ...part }));
  const { bonus, ...without } = plan;
  const text = { show: (value: string) => value, read: (value: string) => value || undefined, help: '' };
  return (
    <>
      <div class="grid">
        <Typed label="Name" as={text} value={plan.name} change={(name) => put({ name })} required />
        <Typed
          label="Months of later payments"
          hint="empty: for life; 0: the first payment alone"
          as={wholeOrNone}
          value={plan.months}
          change={(months) => put({ months })}
        />
        <Typed
          label="For a qualified lead"
          hint="like USD 50, EUR 45"
          as={amounts}
          value={plan.leadMinor}
          change={(leadMinor) => put({ leadMinor })}
        />
        <Typed
          label="At most in a month"
          hint="like USD 1000"
          as={amounts}
          value={plan.capPerMonthMinor}
          change={(capPerMonthMinor) => put({ capPerMonthMinor })}
        />
      </div>
      {bonus ? (
        <div class="grid">
          <Typed
            label="Bonus from first sales a month"
            as={whole}
            value={bonus.fromSales}
            change={(fromSales) => put({ bonus: { ...bonus, fromSales } })}
            required
          />
          <Typed
            label="Bonus, %"
            as={percent}
            value={bonus.bp}
            change={(bp) => put({ bonus: { ...bonus, bp } })}
            required
          />
        </div>
      ) : null}
      <button
        type="button"
        class="link"
        onClick={() => change(bonus ? without : { ...plan, bonus: { fromSales: 5, bp: 500 } })}
      >
        {bonus ? 'Without a volume bonus' : 'With a volume bonus'}
      </button>
      <PlanRules rules={plan.rules} change={(rules) => put({ rules: [...rules] })} />
    </>
  );
};
