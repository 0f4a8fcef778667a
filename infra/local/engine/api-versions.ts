/** Versions and aliases of state machines. */
import type { Methods } from './api.ts';
import { ServiceError } from './host.ts';
import type { Interpreter } from './interpreter.ts';
import type { Machine } from './machines.ts';
import { paged } from './pages.ts';
import { checkArn } from './validation.ts';
import { type Alias, deleteVersion, publish, type Route, versionArn } from './versions.ts';

type Mine =
  | 'PublishStateMachineVersion'
  | 'ListStateMachineVersions'
  | 'DeleteStateMachineVersion'
  | 'CreateStateMachineAlias'
  | 'DescribeStateMachineAlias'
  | 'UpdateStateMachineAlias'
  | 'DeleteStateMachineAlias'
  | 'ListStateMachineAliases';

export function versionMethods(engine: Interpreter): Pick<Methods, Mine> {
  const { machines } = engine;
  const seconds = () => engine.clock.now() / 1000;
  const machineOf = (arn: string): Machine => {
    checkArn(arn);
    return machines.get(arn);
  };
  return {
    PublishStateMachineVersion: ({ stateMachineArn, ...wanted }) => {
      const machine = machineOf(stateMachineArn);
      const version = publish(machine, wanted, engine.clock.now());
      return { creationDate: version.createdMs / 1000, stateMachineVersionArn: versionArn(machine, version) };
    },
    ListStateMachineVersions: ({ stateMachineArn, ...page }) => {
      const machine = machineOf(stateMachineArn);
      const { items, nextToken } = paged(machine.versions ?? [], page, { newestFirst: true });
      const stateMachineVersions = items.map((version) => ({
        stateMachineVersionArn: versionArn(machine, version),
        creationDate: version.createdMs / 1000,
      }));
      return { stateMachineVersions, ...nextToken };
    },
    DeleteStateMachineVersion: ({ stateMachineVersionArn }) => {
      checkArn(stateMachineVersionArn);
      const { machine, version } = machines.find(stateMachineVersionArn) ?? {};
      if (machine && version) deleteVersion(machine, version.number);
      return {};
    },
    CreateStateMachineAlias: ({ name, description, routingConfiguration: routes }) => {
      const machine = machineOfRoutes(engine, routes);
      const nowMs = engine.clock.now();
      const known = machine.aliases?.find((alias) => alias.name === name);
      if (known && !(known.description === description && sameRoutes(known.routes, routes)))
        throw new ServiceError(
          'ConflictException',
          'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
        );
      const alias: Alias = known ?? { name, description, routes, createdMs: nowMs, updatedMs: nowMs };
      if (!known) machine.aliases = [...(machine.aliases ?? []), alias];
      return { stateMachineAliasArn: `${machine.arn}:${name}`, creationDate: alias.createdMs / 1000 };
    },
    DescribeStateMachineAlias: ({ stateMachineAliasArn }) => {
      const alias = aliasOf(engine, stateMachineAliasArn);
      return {
        stateMachineAliasArn,
        name: alias.name,
        ...(alias.description === undefined ? {} : { description: alias.description }),
        routingConfiguration: alias.routes,
        creationDate: alias.createdMs / 1000,
        updateDate: alias.updatedMs / 1000,
      };
    },
    UpdateStateMachineAlias: ({ stateMachineAliasArn, description, routingConfiguration: routes }) => {
      const alias = aliasOf(engine, stateMachineAliasArn);
      if (routes) machineOfRoutes(engine, routes);
      Object.assign(alias, routes && { routes }, description !== undefined && { description });
      alias.updatedMs = engine.clock.now();
      return { updateDate: seconds() };
    },
    DeleteStateMachineAlias: ({ stateMachineAliasArn }) => {
      checkArn(stateMachineAliasArn);
      const { machine, alias } = machines.find(stateMachineAliasArn) ?? {};
      if (machine && alias) machine.aliases = machine.aliases?.filter((one) => one !== alias);
      return {};
    },
    ListStateMachineAliases: ({ stateMachineArn, ...page }) => {
      const machine = machineOf(stateMachineArn);
      const { items, nextToken } = paged(machine.aliases ?? [], page);
      const stateMachineAliases = items.map(({ name, createdMs }) => ({
        stateMachineAliasArn: `${machine.arn}:${name}`,
        creationDate: createdMs / 1000,
      }));
      return { stateMachineAliases, ...nextToken };
    },
  };
}

function aliasOf(engine: Interpreter, arn: string): Alias {
  checkArn(arn);
  const alias = engine.machines.find(arn)?.alias;
  if (!alias) throw new ServiceError('ResourceNotFound', 'Request references a resource that does not exist.');
  return alias;
}

function sameRoutes(some: Route[], others: Route[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

function machineOfRoutes(engine: Interpreter, routes: Route[]): Machine {
  const refused = (message: string) => new ServiceError('ValidationException', message);
  const arns = routes.map((route) => route.stateMachineVersionArn);
  const found = arns.map((arn) => engine.machines.find(arn));
  const [first] = found;
  if (!first || found.some((one) => one?.version === undefined || one.machine !== first.machine))
    throw refused(`Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
  if (new Set(arns).size < arns.length)
    throw refused(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`,
    );
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw refused(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  return first.machine;
}
