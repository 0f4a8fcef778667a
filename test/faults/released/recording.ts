import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as z from 'zod';
import { type action, caseFile } from '../../workflows/case.ts';

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

/**
 * Where recordings are made: each stands in another part of its workflow. A wait that is open begins anew when the
 * recording is continued, so a moment soon after one began changes the days least.
 */
export const MIDDLES = [
  { workflow: 'partner-lifecycle', name: 'silver-scored-by-the-manager', stop: 'hour 1' },
  { workflow: 'partner-lifecycle', name: 'a-registered-partner-to-scale', stop: 'day 30' },
  { workflow: 'partner-onboarding', name: 'nudged-and-done', stop: 'day 5' },
  { workflow: 'affiliate-onboarding', name: 'celebrated', stop: 'day 14 minute 5' },
  { workflow: 'certification-renewal', name: 'renewed-after-the-second-reminder', stop: 'day 10' },
] as const;

export const WORKFLOWS = [...new Set(MIDDLES.map(({ workflow }) => workflow))];

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
  readonly text: string;
  readonly recording: Recording;
}

/** Every recording with the definition that it was made with. Files are `<version>.<case>.json`. */
export const readReleased = (): readonly Released[] =>
  globSync('workflows/*/released/*.json')
    .filter((path) => !path.endsWith('.asl.json'))
    .sort()
    .map((path) => {
      const workflow = basename(dirname(dirname(path)));
      const version = Number(basename(path).split('.')[0]);
      const text = releasedTexts(workflow).get(version);
      if (!text) throw new Error(`${path} has no ${version}.asl.json beside it.`);
      const recording = recordingFile.parse(JSON.parse(readFileSync(path, 'utf8')));
      return { title: `${workflow} ${version}: ${recording.case}`, workflow, text, recording };
    });
