import * as z from 'zod';

/** Whether an event fits an EventBridge pattern. Made once per rule; an unknown filter is named at once. */
export type Matcher = (event: unknown) => boolean;
type Test = (values: readonly unknown[]) => boolean;

const object = z.record(z.string(), z.unknown());

export const compilePattern = (pattern: unknown): Matcher => {
  const parts = Object.entries(object.parse(pattern)).map(([key, value]) =>
    key === '$or' ? anyOf(z.array(z.unknown()).parse(value)) : field(key, value),
  );
  return (event) => parts.every((part) => part(event));
};

const anyOf = (patterns: readonly unknown[]): Matcher => {
  const choices = patterns.map(compilePattern);
  return (event) => choices.some((choice) => choice(event));
};

const field = (key: string, value: unknown): Matcher => {
  if (Array.isArray(value)) {
    const tests = value.map(compileTest);
    return (event) => {
      const values = valuesOf(event, key);
      return tests.some((test) => test(values));
    };
  }
  const inner = compilePattern(value);
  // An array of objects fits when one of them does.
  return (event) => valuesOf(event, key).some((held) => isObject(held) && inner(held));
};

const valuesOf = (event: unknown, key: string): readonly unknown[] => {
  if (!isObject(event) || !Object.hasOwn(event, key)) return [];
  const value = event[key];
  return Array.isArray(value) ? value : [value];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const compileTest = (filter: unknown): Test => {
  if (!isObject(filter)) return (values) => values.includes(filter);
  const [name, operand] = Object.entries(filter)[0] ?? ['', undefined];
  if (Object.keys(filter).length !== 1)
    throw new Error(`An event filter holds one comparison: ${JSON.stringify(filter)}`);
  switch (name) {
    case 'exists':
      return (values) => values.length > 0 === operand;
    case 'anything-but':
      return anythingBut(operand);
    case 'numeric':
      return some('number', numeric(z.array(z.union([z.string(), z.number()])).parse(operand)));
    default:
      return some('string', textTest(name, operand));
  }
};

const some =
  <T extends 'string' | 'number'>(type: T, test: (value: T extends 'string' ? string : number) => boolean): Test =>
  (values) =>
    values.some((value) => typeof value === type && test(value as T extends 'string' ? string : number));

const textTest = (name: string, operand: unknown): ((value: string) => boolean) => {
  if (isObject(operand)) {
    const wanted = z
      .strictObject({ 'equals-ignore-case': z.string() })
      .parse(operand)
      ['equals-ignore-case'].toLowerCase();
    const test = textTest(name, wanted);
    return (value) => test(value.toLowerCase());
  }
  const wanted = z.string().parse(operand);
  switch (name) {
    case 'prefix':
      return (value) => value.startsWith(wanted);
    case 'suffix':
      return (value) => value.endsWith(wanted);
    case 'equals-ignore-case':
      return (value) => value.toLowerCase() === wanted.toLowerCase();
    case 'wildcard': {
      const source = wanted
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*');
      const shape = new RegExp(`^${source}$`, 's');
      return (value) => shape.test(value);
    }
    default:
      throw new Error(`The event filter "${name}" is not known to the local cloud.`);
  }
};

/** A field that is missing is not "anything but": it does not match. */
const anythingBut = (operand: unknown): Test => {
  if (isObject(operand) && !Array.isArray(operand)) {
    const [name = '', value] = Object.entries(operand)[0] ?? [];
    const tests = (Array.isArray(value) ? value : [value]).map((one) => textTest(name, one));
    return (values) => values.some((held) => typeof held === 'string' && !tests.some((test) => test(held)));
  }
  const refused: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  return (values) => values.some((value) => !refused.includes(value));
};

const numeric = (comparison: readonly (string | number)[]): ((value: number) => boolean) => {
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < comparison.length; i += 2) tests.push(compare(comparison[i], Number(comparison[i + 1])));
  return (value) => tests.every((test) => test(value));
};

const compare = (operator: string | number | undefined, bound: number): ((value: number) => boolean) => {
  switch (operator) {
    case '=':
      return (value) => value === bound;
    case '<':
      return (value) => value < bound;
    case '<=':
      return (value) => value <= bound;
    case '>':
      return (value) => value > bound;
    case '>=':
      return (value) => value >= bound;
    default:
      throw new Error(`The numeric comparison "${operator}" is not known.`);
  }
};
