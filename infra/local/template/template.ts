import type { Resource } from '../service.ts';
import type { Stack } from './assembly.ts';
import { Conditions } from './conditions.ts';
import { pseudoParameters } from './pseudo-parameters.ts';
import { type Known, passive, type Shape, shapes, stableId } from './shapes.ts';
import { type Fields, fields, isFields, list, optionalText, text } from './values.ts';

/** Leaves a property out: what `AWS::NoValue` means. */
const NO_VALUE = Symbol('AWS::NoValue');

interface Options {
  /** Values of SSM parameters that differ on this machine, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The resources of all stacks, with every intrinsic resolved. What it does not know throws, by name. */
export class Template {
  readonly #stacks: ReadonlyMap<string, Stack>;
  readonly #options: Options;
  readonly #resources: readonly Resource[];
  readonly #byType = new Map<string, Resource[]>();
  readonly #conditions: Conditions;
  readonly #resolving = new Set<string>();

  constructor(stacks: readonly Stack[], options: Options) {
    this.#stacks = new Map(stacks.map((stack) => [stack.name, stack]));
    this.#options = options;
    this.#conditions = new Conditions((stack, value) => this.#value(stack, value));
    this.#resources = stacks.flatMap((stack) => this.#resourcesOf(stack));
    for (const resource of this.#resources) {
      const held = this.#byType.get(resource.type) ?? [];
      held.push(resource);
      this.#byType.set(resource.type, held);
    }
  }

  all(): readonly Resource[] {
    return this.#resources;
  }

  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? [];
  }

  /** Text of a file asset of the stack, by its object key. */
  asset(stackName: string, objectKey: string): string {
    const stack = this.#stacks.get(stackName);
    if (!stack) throw new Error(`There is no stack ${stackName}.`);
    return stack.asset(objectKey);
  }

  #resourcesOf(stack: Stack): readonly Resource[] {
    const declared = fields(stack.template.Resources ?? {}, `${stack.name} Resources`);
    return Object.entries(declared).flatMap(([logicalId, one]) => {
      const resource = fields(one, logicalId);
      const type = text(resource.Type, `${logicalId} Type`);
      if (!shapes[type] && !passive.has(type)) {
        throw new Error(`${stack.name}/${logicalId}: the local cloud does not know the type ${type}.`);
      }
      if (typeof resource.Condition === 'string' && !this.#conditions.holds(stack, resource.Condition)) return [];
      return [this.#resource(stack, logicalId, type, resource)];
    });
  }

  #resource(stack: Stack, logicalId: string, type: string, declared: Fields): Resource {
    const known = this.#known(stack, logicalId);
    const shape = shapes[type] ?? {};
    const properties = fields(this.#value(stack, declared.Properties ?? {}), logicalId);
    const local = type === 'AWS::SSM::Parameter' ? this.#options.parameters[known.name] : undefined;
    return {
      logicalId,
      stack: stack.name,
      type,
      arn: shape.arn?.(known),
      ref: (shape.ref ?? ((it: Known) => it.name))(known),
      properties: local === undefined ? properties : { ...properties, Value: local },
    };
  }

  #declared(stack: Stack, logicalId: string): { type: string; shape: Shape; properties: Fields } {
    const resource = fields(stack.template.Resources, stack.name)[logicalId];
    if (!isFields(resource)) throw new Error(`${stack.name} has no resource or parameter ${logicalId}.`);
    const type = text(resource.Type, `${logicalId} Type`);
    return { type, shape: shapes[type] ?? {}, properties: isFields(resource.Properties) ? resource.Properties : {} };
  }

  #known(stack: Stack, logicalId: string): Known {
    const { shape, properties } = this.#declared(stack, logicalId);
    const optional = (name: string): string | undefined =>
      properties[name] === undefined ? undefined : text(this.#value(stack, properties[name]), `${logicalId}.${name}`);
    const named = shape.nameProperty ? optional(shape.nameProperty) : undefined;
    return {
      account: stack.account,
      region: stack.region,
      stack: stack.name,
      logicalId,
      name: named ?? `${stack.name}-${logicalId}-${stableId({ stack: stack.name, logicalId }, 8)}`.slice(-80),
      optional,
      property: (name) => optional(name) ?? text(undefined, `${stack.name}/${logicalId}.${name}`),
    };
  }

  #value(stack: Stack, value: unknown): unknown {
    if (typeof value === 'string') return this.#dynamicReferences(value);
    if (Array.isArray(value)) return value.map((one) => this.#value(stack, one)).filter((one) => one !== NO_VALUE);
    if (!isFields(value)) return value;
    const [only, ...more] = Object.keys(value);
    if (only !== undefined && more.length === 0 && (only === 'Ref' || only.startsWith('Fn::'))) {
      return this.#intrinsic(stack, only, value[only]);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, one]) => [key, this.#value(stack, one)] as const)
        .filter(([, one]) => one !== NO_VALUE),
    );
  }

  #text(stack: Stack, value: unknown, where: string): string {
    return text(this.#value(stack, value), where);
  }

  #intrinsic(stack: Stack, name: string, argument: unknown): unknown {
    const resolve = this.#intrinsics[name];
    if (!resolve) throw new Error(`${stack.name}: the local cloud does not know the function ${name}.`);
    return resolve(stack, argument);
  }

  readonly #intrinsics: Readonly<Record<string, (stack: Stack, argument: unknown) => unknown>> = {
    Ref: (stack, argument) => this.#ref(stack, text(argument, 'Ref')),
    'Fn::GetAtt': (stack, argument) => this.#attribute(stack, argument),
    'Fn::Sub': (stack, argument) => this.#sub(stack, argument),
    'Fn::Join': (stack, argument) => {
      const [separator, parts] = list(argument, 'Fn::Join');
      const resolved = list(this.#value(stack, parts), 'Fn::Join');
      return resolved.map((part) => text(part, 'Fn::Join')).join(text(separator, 'Fn::Join'));
    },
    'Fn::Select': (stack, argument) => {
      const [index, from] = list(argument, 'Fn::Select');
      return list(this.#value(stack, from), 'Fn::Select')[Number(this.#text(stack, index, 'Fn::Select'))];
    },
    'Fn::Split': (stack, argument) => {
      const [separator, source] = list(argument, 'Fn::Split');
      return this.#text(stack, source, 'Fn::Split').split(text(separator, 'Fn::Split'));
    },
    'Fn::If': (stack, argument) => {
      const [condition, yes, no] = list(argument, 'Fn::If');
      return this.#value(stack, this.#conditions.holds(stack, text(condition, 'Fn::If')) ? yes : no);
    },
    'Fn::FindInMap': (stack, argument) => {
      const [map = '', first = '', second = ''] = list(this.#value(stack, argument), 'Fn::FindInMap').map(String);
      const mapping = fields(fields(stack.template.Mappings, 'Mappings')[map], `mapping ${map}`);
      return fields(mapping[first], `mapping ${map}.${first}`)[second];
    },
    'Fn::Base64': (stack, argument) => Buffer.from(this.#text(stack, argument, 'Fn::Base64')).toString('base64'),
    'Fn::ImportValue': (stack, argument) => this.#import(this.#text(stack, argument, 'Fn::ImportValue')),
  };

  #ref(stack: Stack, target: string): unknown {
    if (target === 'AWS::NoValue') return NO_VALUE;
    const pseudo = pseudoParameters(stack)[target];
    if (pseudo !== undefined) return pseudo;
    const parameters = isFields(stack.template.Parameters) ? stack.template.Parameters : {};
    const parameter = parameters[target];
    if (isFields(parameter)) return this.#parameter(stack, target, parameter);
    return this.#once(`${stack.name}/${target}`, () => {
      const { shape } = this.#declared(stack, target);
      const known = this.#known(stack, target);
      return shape.ref ? shape.ref(known) : known.name;
    });
  }

  #parameter(stack: Stack, name: string, parameter: Fields): unknown {
    const type = text(parameter.Type, `parameter ${name}`);
    const value = optionalText(parameter.Default);
    if (value === undefined) throw new Error(`${stack.name}: the parameter ${name} has no default.`);
    return type.startsWith('AWS::SSM::Parameter::Value') ? this.#ssmValue(value) : value;
  }

  #ssmValue(name: string): string {
    const local = this.#options.parameters[name];
    if (local !== undefined) return local;
    for (const stack of this.#stacks.values()) {
      for (const [logicalId, one] of Object.entries(fields(stack.template.Resources ?? {}, stack.name))) {
        if (!isFields(one) || one.Type !== 'AWS::SSM::Parameter') continue;
        const known = this.#known(stack, logicalId);
        if (known.name === name) return known.property('Value');
      }
    }
    throw new Error(`No stack has the SSM parameter ${name}.`);
  }

  #attribute(stack: Stack, argument: unknown): string {
    const path =
      typeof argument === 'string'
        ? argument.split('.')
        : list(argument, 'Fn::GetAtt').map((part) => text(part, 'Fn::GetAtt'));
    const [target = '', ...rest] = path;
    const attribute = rest.join('.');
    const { type, shape } = this.#declared(stack, target);
    const read = attribute === 'Arn' ? shape.arn : shape.attributes?.[attribute];
    if (read) return this.#once(`${stack.name}/${target}.${attribute}`, () => read(this.#known(stack, target)));
    // Ids of types without local behaviour are only passed on.
    if (passive.has(type)) return stableId({ stack: stack.name, logicalId: `${target}.${attribute}` }, 14);
    throw new Error(`${stack.name}/${target}: the local cloud does not know the attribute ${attribute} of ${type}.`);
  }

  #sub(stack: Stack, argument: unknown): string {
    const [pattern, own] = typeof argument === 'string' ? [argument, {}] : list(argument, 'Fn::Sub');
    const values = fields(own ?? {}, 'Fn::Sub');
    return text(pattern, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return this.#text(stack, values[name], name);
      return text(name.includes('.') ? this.#attribute(stack, name) : this.#ref(stack, name), name);
    });
  }

  #import(exportName: string): string {
    for (const stack of this.#stacks.values()) {
      const outputs = isFields(stack.template.Outputs) ? Object.values(stack.template.Outputs) : [];
      for (const output of outputs) {
        if (!isFields(output) || !isFields(output.Export)) continue;
        if (this.#text(stack, output.Export.Name, exportName) === exportName) {
          return this.#text(stack, output.Value, exportName);
        }
      }
    }
    throw new Error(`No stack exports ${exportName}.`);
  }

  #dynamicReferences(value: string): string {
    return value.replace(/\{\{resolve:([a-z-]+):([^}]*)\}\}/g, (whole, service: string, rest: string) => {
      if (service === 'ssm') return this.#ssmValue(rest.split(':')[0] ?? '');
      throw new Error(`The local cloud does not know the dynamic reference ${whole}.`);
    });
  }

  /** Guards against resources that refer to each other in a circle. */
  #once<T>(what: string, resolve: () => T): T {
    if (this.#resolving.has(what)) throw new Error(`${what} refers to itself.`);
    this.#resolving.add(what);
    try {
      return resolve();
    } finally {
      this.#resolving.delete(what);
    }
  }
}
