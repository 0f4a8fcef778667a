import * as z from 'zod';
import type { Ground, Permission } from '../service.ts';
import { ServiceFault } from './fault.ts';
import { action, jsonService, propertiesOf } from './json-service.ts';
import type { SsmService } from './types.ts';

const parameterProperties = z.looseObject({ Name: z.string(), Type: z.string().default('String'), Value: z.string() });
const stored = z.record(
  z.string(),
  z.strictObject({ type: z.string(), value: z.string(), version: z.number(), at: z.number() }),
);
type Parameter = z.infer<typeof stored>[string];

const getOne = z.looseObject({ Name: z.string(), WithDecryption: z.boolean().optional() });
const getMany = z.looseObject({ Names: z.array(z.string()).min(1).max(10) });
const getByPath = z.looseObject({ Path: z.string(), Recursive: z.boolean().default(false) });
const putOne = z.looseObject({
  Name: z.string(),
  Value: z.string(),
  Type: z.string().default('String'),
  Overwrite: z.boolean().default(false),
});

/** Parameter Store: the templates' parameters. `overrides` replace values that only the local cloud can know. */
export const createSsm = (ground: Ground, overrides: Readonly<Record<string, string>> = {}): SsmService => {
  const parameters = new Map<string, Parameter>();
  for (const resource of ground.resources('AWS::SSM::Parameter')) {
    const { Name, Type, Value } = propertiesOf(resource, parameterProperties);
    parameters.set(Name, { type: Type, value: overrides[Name] ?? Value, version: 1, at: ground.clock.now() });
  }
  const arn = (name: string) =>
    `arn:aws:ssm:${ground.region}:${ground.account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
  const permit = (verb: string, names: readonly string[]): Permission[] =>
    names.map((name) => ({ action: `ssm:${verb}`, resource: arn(name) }));
  const show = (name: string, p: Parameter) => ({
    Name: name,
    Type: p.type,
    Value: p.value,
    Version: p.version,
    LastModifiedDate: p.at / 1000,
    ARN: arn(name),
    DataType: 'text',
  });
  const service = jsonService('ssm', '1.1', {
    GetParameter: action(
      getOne,
      (input) => permit('GetParameter', [input.Name]),
      ({ Name }) => {
        const held = parameters.get(Name);
        if (!held) throw new ServiceFault('ParameterNotFound', `Parameter ${Name} not found.`);
        return { Parameter: show(Name, held) };
      },
    ),
    GetParameters: action(
      getMany,
      (input) => permit('GetParameters', input.Names),
      ({ Names }) => ({
        Parameters: Names.flatMap((name) => {
          const held = parameters.get(name);
          return held ? [show(name, held)] : [];
        }),
        InvalidParameters: Names.filter((name) => !parameters.has(name)),
      }),
    ),
    GetParametersByPath: action(
      getByPath,
      (input) => permit('GetParametersByPath', [input.Path]),
      ({ Path, Recursive }) => {
        const prefix = Path.endsWith('/') ? Path : `${Path}/`;
        const under = [...parameters].filter(([name]) => name.startsWith(prefix));
        const wanted = under.filter(([name]) => Recursive || !name.slice(prefix.length).includes('/'));
        return { Parameters: wanted.map(([name, held]) => show(name, held)) };
      },
    ),
    PutParameter: action(
      putOne,
      (input) => permit('PutParameter', [input.Name]),
      ({ Name, Value, Type, Overwrite }) => {
        const held = parameters.get(Name);
        if (held && !Overwrite) throw new ServiceFault('ParameterAlreadyExists', 'The parameter already exists.');
        const version = (held?.version ?? 0) + 1;
        parameters.set(Name, { type: Type, value: Value, version, at: ground.clock.now() });
        return { Version: version, Tier: 'Standard' };
      },
    ),
  });
  // A parameter that a call changed survives a restart; one that the template states is read from the template.
  return {
    ...service,
    value: (name) => parameters.get(name)?.value,
    snapshot: () => Object.fromEntries([...parameters].filter(([, held]) => held.version > 1)),
    restore: (state) => {
      for (const [name, held] of Object.entries(stored.parse(state))) parameters.set(name, held);
    },
  };
};
