/** Reads a state machine's definition and says everything that is wrong with it. */
import { type Definition, innerRegions, type Region, type State, targets } from './definition.ts';
import type { Problem } from './field-reader.ts';
import { isObject, parseJson } from './json.ts';
import { parseState } from './parse-state.ts';
import { jsonProblem } from './validation.ts';

export type { Problem } from './field-reader.ts';

const TOP_FIELDS = ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'];
const REGION_FIELDS = ['Comment', 'StartAt', 'States', 'QueryLanguage', 'ProcessorConfig'];

const MAX_DEFINITION_BYTES = 1024 * 1024;

/** `definition` is there exactly when there are no problems. */
export function readDefinition(text: string): { definition?: Definition; problems: Problem[] } {
  const raw = parseJson(text);
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES)
    return { problems: [schema('The definition is larger than 1 MiB', '/')] };
  if (raw === undefined && text.trim() !== '')
    return { problems: [{ code: 'INVALID_JSON_DESCRIPTION', message: jsonProblem(text), location: '/' }] };
  if (!isObject(raw)) return { problems: [schema('Definition must be a valid JSON object', '/')] };
  const problems: Problem[] = unknownFields(raw, TOP_FIELDS, '/');
  const language = raw.QueryLanguage ?? 'JSONPath';
  if (language !== 'JSONata' && language !== 'JSONPath')
    problems.push(
      schema("The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]", '/QueryLanguage'),
    );
  const timeout = raw.TimeoutSeconds;
  if (timeout !== undefined && !(typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0))
    problems.push(schema('must be a whole number of seconds', '/TimeoutSeconds'));
  const reader = new Reader(String(language), problems);
  const region = reader.region(raw, '');
  if (region && problems.length === 0) checkVariables(region, '', new Set(), problems);
  if (!region || problems.length > 0) return { problems };
  return { definition: { region, timeoutSeconds: typeof timeout === 'number' ? timeout : undefined }, problems };
}

class Reader {
  readonly #language: string;
  readonly #problems: Problem[];
  readonly #names = new Set<string>();

  constructor(language: string, problems: Problem[]) {
    this.#language = language;
    this.#problems = problems;
  }

  region(raw: Record<string, unknown>, at: string): Region | undefined {
    const missing = ['States', 'StartAt'].filter((field) => !(field in raw));
    if (missing.length > 0) {
      this.#problems.push(schema(`These fields are required: [${missing.join(', ')}]`, at || '/'));
      return undefined;
    }
    if (at !== '') this.#problems.push(...unknownFields(raw, REGION_FIELDS, at));
    const { StartAt: startAt, States: list } = raw;
    if (!isObject(list) || typeof startAt !== 'string') {
      this.#problems.push(schema("'StartAt' must be a string and 'States' an object", at || '/'));
      return undefined;
    }
    const states = new Map<string, State>();
    let whole = true;
    for (const [name, value] of Object.entries(list)) {
      const state = this.#state(name, value, `${at}/States/${name}`);
      if (state) states.set(name, state);
      else whole = false;
    }
    // With a state that could not be read, "not reachable" would only follow from the real mistake.
    if (whole) this.#problems.push(...checkTransitions(startAt, states, at));
    return { startAt, states };
  }

  #state(name: string, value: unknown, at: string): State | undefined {
    if (name.length > 80)
      this.#problems.push({
        code: 'INVALID_STATE_NAME',
        message: `Invalid State name: State '${name}' exceeds the 80-character limit allowed by the service`,
        location: at,
      });
    if (this.#names.has(name))
      this.#problems.push({ code: 'DUPLICATE_STATE_NAME', message: `Duplicate state name: ${name}`, location: at });
    this.#names.add(name);
    if (!isObject(value)) {
      this.#problems.push(schema('A state must be an object', at));
      return undefined;
    }
    const language = value.QueryLanguage ?? this.#language;
    if (this.#language === 'JSONata' && language === 'JSONPath')
      this.#problems.push(
        schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at),
      );
    else if (language !== 'JSONata')
      this.#problems.push(
        schema(
          `State '${name}' is a JSONPath state and this engine runs JSONata: set "QueryLanguage": "JSONata" on the state machine or on the state`,
          at,
        ),
      );
    const before = this.#problems.length;
    const state = parseState(name, value, at, this.#problems, (inner, where) => this.region(inner, where));
    return this.#problems.length > before ? undefined : state;
  }
}

function checkTransitions(startAt: string, states: Map<string, State>, at: string): Problem[] {
  const problems: Problem[] = [];
  const transition = (message: string, location: string) =>
    problems.push({ code: 'MISSING_TRANSITION_TARGET', message, location });
  if (!states.has(startAt)) transition(`Missing 'StartAt' target: ${startAt}`, `${at}/StartAt`);
  const reached = new Set<string>([startAt]);
  for (const name of reached) {
    const state = states.get(name);
    if (state) for (const target of targets(state)) reached.add(target);
  }
  for (const [name, state] of states) {
    for (const target of targets(state))
      if (!states.has(target)) transition(`Missing 'Next' target: ${target}`, `${at}/States/${name}`);
    if (!reached.has(name)) transition(`State "${name}" is not reachable.`, `${at}/States/${name}`);
  }
  return problems;
}

/**
 * A branch or a map's items may read outer variables but never assign one of the same name. What a catcher assigns
 * is not counted: the service accepts branches that assign what their own state's catcher assigns too.
 */
function checkVariables(region: Region, at: string, outer: ReadonlySet<string>, problems: Problem[]): void {
  const own = new Set(outer);
  for (const [name, state] of region.states)
    for (const variable of assigned(state)) {
      if (outer.has(variable))
        problems.push(
          schema(
            `The variable '${variable}' belongs to an outer scope and cannot be assigned here`,
            `${at}/States/${name}/Assign`,
          ),
        );
      own.add(variable);
    }
  for (const [name, state] of region.states)
    for (const inner of innerRegions(state)) checkVariables(inner, `${at}/States/${name}`, own, problems);
}

function assigned(state: State): string[] {
  const exits = [...('assign' in state ? [state] : []), ...(state.type === 'Choice' ? state.choices : [])];
  return exits.flatMap(({ assign }) => {
    if (assign?.kind === 'object') return assign.members.map(([key]) => key);
    return assign?.kind === 'literal' && isObject(assign.value) ? Object.keys(assign.value) : [];
  });
}

function unknownFields(raw: Record<string, unknown>, known: string[], location: string): Problem[] {
  return Object.keys(raw)
    .filter((field) => !known.includes(field))
    .map((field) => schema(`The field '${field}' is not supported by Step Functions`, location));
}

function schema(message: string, location: string): Problem {
  return { code: 'SCHEMA_VALIDATION_FAILED', message, location };
}
