import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type Names, pascal } from './names.ts';
import type { RoomManifest } from './rooms/manifest.ts';

const FOLDER = fileURLToPath(new URL('../workflows/', import.meta.url));

interface Step {
  readonly placeholder: string;
  readonly room: string;
  readonly handler: string;
}

/** One workflow as its file has it; `text` is deployed as it is, with the names in `${...}` filled in. */
export interface Workflow {
  readonly name: string;
  readonly text: string;
  readonly comment: string;
  /** Functions that it invokes, as room and handler. */
  readonly steps: readonly Step[];
  /** Those that its released definitions invoke too: executions on an older definition run under the same role. */
  readonly grantedSteps: readonly Step[];
  /** Workflows that it starts, and whether it waits for their end. */
  readonly children: readonly { readonly placeholder: string; readonly workflow: string }[];
  readonly waitsForChildren: boolean;
  /** True where a Map runs its items as executions of their own. */
  readonly distributes: boolean;
  /** True where a state hands out a task token. */
  readonly waitsForToken: boolean;
}

const definition = z.looseObject({
  Comment: z.string({ error: 'has no Comment' }),
  QueryLanguage: z.literal('JSONata', { error: 'must say "QueryLanguage": "JSONata"' }),
});

const placeholders = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\$\{([A-Za-z0-9]+)\}/g)].map((match) => match[1] ?? '')),
];

/** Names of all workflows: each is a folder of workflows/ with a definition of the same name. */
export const workflowNames = (): readonly string[] =>
  readdirSync(FOLDER).filter((name) => existsSync(`${FOLDER}${name}/${name}.asl.json`));

export const workflowFile = (name: string): string => `${FOLDER}${name}/${name}.asl.json`;

/** Definitions on which executions may still run. */
const releasedTexts = (name: string): readonly string[] =>
  globSync(`${FOLDER}${name}/released/*.asl.json`).map((path) => readFileSync(path, 'utf8'));

const stepNames = (rooms: Readonly<Record<string, RoomManifest>>) =>
  new Map(
    Object.entries(rooms).flatMap(([room, manifest]) =>
      Object.entries(manifest)
        .filter(([, spec]) => spec.step)
        .map(([handler]) => [`${pascal(room)}${pascal(handler)}`, { room, handler }] as const),
    ),
  );

const readWorkflow = (name: string, steps: ReturnType<typeof stepNames>, names: readonly string[]): Workflow => {
  const text = readFileSync(workflowFile(name), 'utf8');
  const parsed = definition.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`workflows/${name}: ${parsed.error.issues[0]?.message}`);
  const workflows = new Map(names.map((one) => [`Workflow${pascal(one)}`, one]));
  const used = placeholders(text);
  const everUsed = [...new Set([...used, ...releasedTexts(name).flatMap(placeholders)])];
  const unknown = everUsed.find((one) => !steps.has(one) && !workflows.has(one));
  if (unknown) {
    const known = [...steps.keys(), ...workflows.keys()].sort().join(', ');
    throw new Error(`workflows/${name}: no step and no workflow is called \${${unknown}}. There are: ${known}.`);
  }
  const stepOf = (placeholder: string): Step[] => {
    const found = steps.get(placeholder);
    return found ? [{ placeholder, ...found }] : [];
  };
  return {
    name,
    text,
    comment: parsed.data.Comment,
    steps: used.flatMap(stepOf),
    grantedSteps: everUsed.flatMap(stepOf),
    children: used.flatMap((placeholder) => {
      const workflow = workflows.get(placeholder);
      return workflow ? [{ placeholder, workflow }] : [];
    }),
    waitsForChildren: text.includes('states:startExecution.sync'),
    distributes: /"Mode":\s*"DISTRIBUTED"/.test(text),
    waitsForToken: text.includes('.waitForTaskToken'),
  };
};

export interface Workflows {
  readonly workflows: readonly Workflow[];
  /** What is wrong with the others, a sentence each that names the folder. */
  readonly faults: readonly string[];
}

/** All workflows. One that is not JSONata, or names a step that does not exist, is left out and told of. */
export const readWorkflows = (rooms: Readonly<Record<string, RoomManifest>>): Workflows => {
  const names = workflowNames();
  const steps = stepNames(rooms);
  const workflows: Workflow[] = [];
  const faults: string[] = [];
  for (const name of names) {
    try {
      workflows.push(readWorkflow(name, steps, names));
    } catch (error) {
      faults.push(error instanceof SyntaxError ? `workflows/${name}: ${error.message}` : messageOf(error));
    }
  }
  return { workflows, faults };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What each placeholder of a definition stands for in one stage. */
export const substitutionsOf = (workflow: Workflow, names: Names): Record<string, string> =>
  Object.fromEntries([
    ...workflow.steps.map((step) => [step.placeholder, names.aliasArn(step.room, step.handler)] as const),
    ...workflow.children.map((child) => [child.placeholder, names.stateMachineArn(child.workflow)] as const),
  ]);
