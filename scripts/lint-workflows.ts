import { readFileSync } from 'node:fs';
import aslValidator from 'asl-validator';
import { loadRooms } from '../infra/rooms/index.ts';
import { readWorkflows, workflowFile } from '../infra/workflows.ts';

/** A whole expression of a substitution counts as some ARN or name for the validator. */
const filled = (text: string): unknown =>
  JSON.parse(text.replaceAll(/\$\{[A-Za-z0-9]+\}/g, 'arn:aws:lambda:eu-central-1:000000000000:function:x:live'));

/** States of a definition, those inside Map and Parallel too, by name. */
const statesOf = (machine: unknown): readonly (readonly [string, Record<string, unknown>])[] => {
  if (!isRecord(machine) || !isRecord(machine.States)) return [];
  return Object.entries(machine.States).flatMap(([name, state]) => {
    if (!isRecord(state)) return [];
    const inner = [...(Array.isArray(state.Branches) ? state.Branches : []), state.ItemProcessor];
    return [[name, state] as const, ...inner.flatMap(statesOf)];
  });
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const expressions = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return /^\{%.*%\}$/s.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(expressions);
  return isRecord(value) ? Object.values(value).flatMap(expressions) : [];
};

/** The house's own rules: a comment on every state, Retry and Catch on every Task, expressions that only select. */
const houseFaults = (definition: unknown): readonly string[] =>
  statesOf(definition).flatMap(([name, state]) => [
    ...(typeof state.Comment === 'string' ? [] : [`"${name}" has no Comment`]),
    ...(state.Type === 'Task' && !state.Retry ? [`"${name}" has no Retry`] : []),
    ...(state.Type === 'Task' && !state.Catch ? [`"${name}" has no Catch`] : []),
    ...expressions(state)
      .filter((text) => text.includes('\n'))
      .map(() => `"${name}" has an expression of several lines`),
    ...expressions(state)
      .filter((text) => /\$(?:now|millis|round|sum|average|eval)\(/.test(text))
      .map((text) => `"${name}" computes: ${text}. Arithmetic and dates live in rules`),
  ]);

const { workflows, faults: unreadable } = readWorkflows(await loadRooms());
const refused = workflows.flatMap(({ name }) => {
  const definition = filled(readFileSync(workflowFile(name), 'utf8'));
  const { errorsText } = aslValidator(definition);
  const service = errorsText('\n');
  return [...(service ? [service] : []), ...houseFaults(definition)].map((text) => `workflows/${name}: ${text}`);
});
const faults = [...unreadable, ...refused];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
