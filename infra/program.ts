import { type App, Validations } from 'aws-cdk-lib';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type Names, namesOf } from './names.ts';
import type { RoomManifest } from './rooms/manifest.ts';
import { DataStack } from './stacks/data-stack.ts';
import { ProgramStack } from './stacks/program-stack.ts';
import { RoomStack } from './stacks/room-stack.ts';
import { SiteStack } from './stacks/site-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';
import type { StageSettings } from './stage.ts';
import type { Workflow } from './workflows.ts';

export interface ProgramParts {
  readonly stage: StageSettings;
  readonly account: string;
  readonly rooms: Readonly<Record<string, RoomManifest>>;
  readonly workflows: readonly Workflow[];
  readonly codeOf: (room: string, handler: string) => Code;
  /** Folder of the built pages, if they are to be published. */
  readonly pages: string | undefined;
  /** Checks the templates against the AwsSolutions rules; a synthesis fails on a finding. */
  readonly judged: boolean;
}

/**
 * One program: what is kept, where people come in, the rooms, the workflows, and who watches, deployed in this order.
 */
export const buildProgram = (app: App, parts: ProgramParts): Names => {
  const { stage, rooms, workflows, codeOf, pages } = parts;
  const names = namesOf(stage, parts.account, stage.region);
  const common = { stage, names };
  /** A room answers the executions that wait by one of its own steps. */
  const waitingFor = (room: string): readonly string[] =>
    workflows
      .filter((one) => one.waitsForToken && one.grantedSteps.some((step) => step.room === room))
      .map((one) => one.name);
  const data = new DataStack(app, common);
  const site = new SiteStack(app, { ...common, pages });
  const roomStacks = Object.entries(rooms).map(([room, manifest]) => {
    const stack = new RoomStack(app, { ...common, room, manifest, codeOf, waiting: waitingFor(room) });
    stack.addStackDependency(data, 'rules need the bus, functions the key');
    stack.addStackDependency(site, 'routes need the API');
    return stack;
  });
  const program = new ProgramStack(app, { ...common, workflows });
  for (const stack of roomStacks) program.addStackDependency(stack, 'workflows call the functions');
  const watch = new WatchStack(app, { ...common, rooms, workflows });
  watch.addStackDependency(program, 'there must be something to watch');
  if (parts.judged) Validations.of(app).addPlugins(new AwsSolutionsChecks());
  return names;
};
