import * as z from 'zod';

/** How a target wants its input: as it is, a constant, a part, or a template. */
export const inputProperties = z.looseObject({
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .looseObject({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
});
type InputSpec = z.infer<typeof inputProperties>;

/** What the rule adds to a template's variables. */
export interface RuleFacts {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestionTime: string;
}

/** JSON text for the target. */
export const targetInput = (spec: InputSpec, event: unknown, rule: RuleFacts): string => {
  if (spec.Input !== undefined) return spec.Input;
  if (spec.InputPath !== undefined) return JSON.stringify(valueAt(event, spec.InputPath) ?? null);
  if (!spec.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap, InputTemplate } = spec.InputTransformer;
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', rule.ruleArn],
    ['aws.events.rule-name', rule.ruleName],
    ['aws.events.event.ingestion-time', rule.ingestionTime],
    ['aws.events.event', event],
    ['aws.events.event.json', event],
  ]);
  for (const [name, path] of Object.entries(InputPathsMap)) values.set(name, valueAt(event, path));
  return fill(InputTemplate, values);
};

/**
 * Puts values into a template. Inside a quoted string a value is text (escaped to fit); elsewhere it is JSON. A path
 * that leads nowhere gives an empty text, or null.
 */
const fill = (template: string, values: ReadonlyMap<string, unknown>): string => {
  let quoted = false;
  let filled = '';
  for (let i = 0; i < template.length; i++) {
    const found = template[i] === '<' ? /^<([A-Za-z0-9_.-]+)>/.exec(template.slice(i)) : null;
    const name = found?.[1];
    if (found && name !== undefined && values.has(name)) {
      filled += quoted ? asText(values.get(name)) : (JSON.stringify(values.get(name)) ?? 'null');
      i += found[0].length - 1;
      continue;
    }
    if (template[i] === '\\') filled += template[i++];
    else if (template[i] === '"') quoted = !quoted;
    filled += template[i] ?? '';
  }
  return filled;
};

const asText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return JSON.stringify(text).slice(1, -1);
};

/** The part of an event at a JSON path of plain steps: `$`, `$.detail.items[0].id`, `$.detail-type`. */
const valueAt = (event: unknown, path: string): unknown => {
  if (!/^\$(\.[A-Za-z0-9_:-]+|\[\d+\]|\['[^']+'\])*$/.test(path))
    throw new Error(`The input path "${path}" is not known to the local cloud.`);
  let value = event;
  for (const [, name, index, quotedName] of path.matchAll(/\.([A-Za-z0-9_:-]+)|\[(\d+)\]|\['([^']+)'\]/g)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name ?? index ?? quotedName ?? '');
  }
  return value;
};
