import type { Stack } from './assembly.ts';
import { fields, isFields, list, text } from './values.ts';

/** The `Conditions` section of a template. */
export class Conditions {
  readonly #value: (stack: Stack, value: unknown) => unknown;

  constructor(value: (stack: Stack, value: unknown) => unknown) {
    this.#value = value;
  }

  holds(stack: Stack, name: string): boolean {
    const condition = fields(stack.template.Conditions ?? {}, `${stack.name} Conditions`)[name];
    if (condition === undefined) throw new Error(`${stack.name} has no condition ${name}.`);
    return this.#test(stack, condition);
  }

  #test(stack: Stack, condition: unknown): boolean {
    const [only] = isFields(condition) ? Object.entries(condition) : [];
    if (!only) throw new Error(`${stack.name}: ${JSON.stringify(condition)} is not a condition.`);
    const [name, argument] = only;
    switch (name) {
      case 'Condition':
        return this.holds(stack, text(argument, name));
      case 'Fn::Equals': {
        const [left, right] = list(argument, name).map((side) => this.#value(stack, side));
        return left === right;
      }
      case 'Fn::Not':
        return !this.#test(stack, list(argument, name)[0]);
      case 'Fn::And':
        return list(argument, name).every((one) => this.#test(stack, one));
      case 'Fn::Or':
        return list(argument, name).some((one) => this.#test(stack, one));
      default:
        throw new Error(`${stack.name}: the local cloud does not know the condition ${name}.`);
    }
  }
}
