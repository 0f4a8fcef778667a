import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import { workflowNames } from '../../../infra/workflows.ts';
import { allStates, machine } from '../../../scripts/pictures/definition.ts';
import { type action, caseFile } from '../../workflows/case.ts';
import { castOf } from '../../workflows/partner.ts';

/** What a state that was over had given: where it went on, what it put out and what it assigned. */
const doneState = z.strictObject({
  next: z.string().optional(),
  output: z.unknown(),
  assign: z.record(z.string(), z.unknown()).optional(),
});
export type DoneState = z.infer<typeof doneState>;

/** An execution of a released definition, stopped in the middle: all that it needs to be continued later. */
export const recordingFile = z.strictObject({
  case: z.string(),
  /** The states that it had entered and not left. */
  restsIn: z.array(z.string()).min(1),
  /** The case's day 0, and the moment of the recording. */
  started: z.iso.datetime(),
  stopped: z.iso.datetime(),
  cast: z.strictObject({ partnerId: z.string(), personId: z.string(), domain: z.string(), email: z.string() }),
  partner: caseFile.shape.partner,
  input: z.unknown(),
  /** By name; those inside a Map are left out, they come round again. */
  done: z.record(z.string(), doneState),
  /** The partner's items in the Program table, as they were written then. */
  items: z.array(z.record(z.string(), z.unknown())),
  waits: z.array(z.strictObject({ step: z.string(), awaits: z.array(z.string()) })),
  /** What the world still does. */
  world: caseFile.shape.world,
  ends: z.strictObject({ in: z.string(), output: z.record(z.string(), z.unknown()).optional() }),
});
export type Recording = z.infer<typeof recordingFile>;
export type Line = z.infer<typeof action>;

export const WORKFLOWS = workflowNames();

/** Those that are about one partner are recorded with that partner; runs of the whole program with everything there is. */
export const aboutPartners = (workflow: string): boolean => currentText(workflow).includes('PartnersBeginWorkflow');

/** States in which an execution can rest for days: `alone`, and those inside a Map, which come round again. */
export const restingPlaces = (
  text: string,
): { readonly alone: readonly string[]; readonly inMaps: readonly string[] } => {
  const states = allStates(machine.parse(JSON.parse(text)));
  const inMaps = new Set(
    states.flatMap(([, { ItemProcessor }]) => (ItemProcessor ? allStates(ItemProcessor).map(([name]) => name) : [])),
  );
  const resting = states
    .filter(([, { Type, Resource = '' }]) => Type === 'Wait' || /\.(waitForTaskToken|sync(:2)?)$/.test(Resource))
    .map(([name]) => name);
  return { alone: resting.filter((name) => !inMaps.has(name)), inMaps: resting.filter((name) => inMaps.has(name)) };
};

/** A definition without its comments: what it does. */
export const meaningOf = (text: string): unknown =>
  JSON.parse(text, (key, value) => (key === 'Comment' ? undefined : value));

export const currentText = (workflow: string): string =>
  readFileSync(`workflows/${workflow}/${workflow}.asl.json`, 'utf8');

/** Released definitions of a workflow, by version. */
export const releasedTexts = (workflow: string): ReadonlyMap<number, string> =>
  new Map(
    globSync(`workflows/${workflow}/released/*.asl.json`)
      .map((path) => [Number(basename(path, '.asl.json')), readFileSync(path, 'utf8')] as const)
      .sort(([a], [b]) => a - b),
  );

export interface Released {
  readonly title: string;
  readonly workflow: string;
  readonly version: number;
  readonly text: string;
  readonly recording: Recording;
}

/** Every recording with the definition that it was made with. Files are `<version>.<case>.<where it rests>.json`. */
export const readReleased = (): readonly Released[] =>
  globSync('workflows/*/released/*.json')
    .filter((path) => !path.endsWith('.asl.json') && aboutPartners(basename(dirname(dirname(path)))))
    .sort()
    .map((path) => {
      const workflow = basename(dirname(dirname(path)));
      const version = Number(basename(path).split('.')[0]);
      const text = releasedTexts(workflow).get(version);
      if (!text) throw new Error(`${path} has no ${version}.asl.json beside it.`);
      const recording = recast(
        readFileSync(path, 'utf8'),
        `${workflow}-${basename(path, '.json').replaceAll('.', '-')}`,
      );
      return { title: `${workflow} ${version}: ${recording.restsIn.join(', ')}`, workflow, version, text, recording };
    });

/** The same, of a partner of its own: recordings of one case are continued side by side. */
const recast = (text: string, name: string): Recording => {
  const { cast } = recordingFile.parse(JSON.parse(text));
  const own = castOf(name);
  const renamed = (['partnerId', 'personId', 'email', 'domain'] as const).reduce(
    (whole, part) =>
      whole.replaceAll(cast[part], own[part]).replaceAll(cast[part].toLowerCase(), own[part].toLowerCase()),
    text,
  );
  return recordingFile.parse(JSON.parse(renamed));
};

/** The file of a recording. */
export const fileOf = (version: number, name: string, restsIn: readonly string[]): string =>
  `${version}.${name}.${restsIn
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')}`.slice(0, 120);

/** A run of the whole program, stopped in the middle, with the items of both tables. */
export const runRecordingFile = z.strictObject({
  case: z.string(),
  restsIn: z.array(z.string()).min(1),
  stopped: z.iso.datetime(),
  input: z.unknown(),
  done: z.record(z.string(), doneState),
  program: z.array(z.record(z.string(), z.unknown())),
  ledger: z.array(z.record(z.string(), z.unknown())),
  /** What people do then, by name. */
  world: z.array(z.string()),
  ends: z.strictObject({ in: z.string(), output: z.record(z.string(), z.unknown()) }),
});
export type RunRecording = z.infer<typeof runRecordingFile>;

/** Every recording of a run of the whole program, with its definition. */
export const readRunRecordings = (): readonly {
  readonly title: string;
  readonly workflow: string;
  readonly version: number;
  readonly text: string;
  readonly recording: RunRecording;
}[] =>
  globSync('workflows/*/released/*.json')
    .filter((path) => !path.endsWith('.asl.json') && !aboutPartners(basename(dirname(dirname(path)))))
    .sort()
    .map((path) => {
      const workflow = basename(dirname(dirname(path)));
      const version = Number(basename(path).split('.')[0]);
      const recording = runRecordingFile.parse(JSON.parse(readFileSync(path, 'utf8')));
      const text = releasedTexts(workflow).get(version) ?? '';
      return { title: `${workflow} ${version}: ${recording.restsIn.join(', ')}`, workflow, version, text, recording };
    });
