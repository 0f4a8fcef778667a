/** A state machine's definition, read and compiled. `parse-definition.ts` makes it from the JSON text. */
import type { Resource } from './resource.ts';
import type { Template } from './template.ts';

/** The states of one scope: of the machine itself, of one branch, or of a map's items. */
export interface Region {
  startAt: string;
  states: Map<string, State>;
}

export interface Definition {
  region: Region;
  timeoutSeconds: number | undefined;
}

export interface Retrier {
  errors: string[];
  intervalSeconds: number;
  maxAttempts: number;
  backoffRate: number;
  maxDelaySeconds: number | undefined;
  jitter: boolean;
}

export interface Exit {
  output: Template | undefined;
  assign: Template | undefined;
}

export interface Catcher extends Exit {
  errors: string[];
  next: string;
}

interface Named {
  name: string;
}

interface Continuing extends Named, Exit {
  /** Undefined: the state ends its region. */
  next: string | undefined;
}

interface Failing {
  retry: Retrier[];
  catch: Catcher[];
}

export interface PassState extends Continuing {
  type: 'Pass';
}

export interface WaitState extends Continuing {
  type: 'Wait';
  seconds: Template | undefined;
  timestamp: Template | undefined;
}

export interface SucceedState extends Named, Exit {
  type: 'Succeed';
}

export interface FailState extends Named {
  type: 'Fail';
  error: Template | undefined;
  cause: Template | undefined;
}

export interface Choice extends Exit {
  condition: Template;
  next: string;
}

export interface ChoiceState extends Named, Exit {
  type: 'Choice';
  choices: Choice[];
  default: string | undefined;
}

export interface TaskState extends Continuing, Failing {
  type: 'Task';
  resource: Resource;
  arguments: Template | undefined;
  timeout: Template | undefined;
  heartbeat: Template | undefined;
}

export interface ParallelState extends Continuing, Failing {
  type: 'Parallel';
  arguments: Template | undefined;
  branches: Region[];
}

export interface MapState extends Continuing, Failing {
  type: 'Map';
  distributed: boolean;
  label: string;
  items: Template | undefined;
  itemSelector: Template | undefined;
  processor: Region;
  maxConcurrency: Template | undefined;
  toleratedCount: Template | undefined;
  toleratedPercentage: Template | undefined;
  batch: Batching | undefined;
}

export interface Batching {
  maxItems: Template | undefined;
  maxBytes: Template | undefined;
  input: Template | undefined;
}

export type State =
  | PassState
  | WaitState
  | SucceedState
  | FailState
  | ChoiceState
  | TaskState
  | ParallelState
  | MapState;

export type StateType = State['type'];

/** Every state a region's state may go to. */
export function targets(state: State): string[] {
  const caught = 'catch' in state ? state.catch.map((catcher) => catcher.next) : [];
  if (state.type === 'Choice')
    return [...state.choices.map((choice) => choice.next), ...(state.default === undefined ? [] : [state.default])];
  return 'next' in state && state.next !== undefined ? [state.next, ...caught] : caught;
}

export function innerRegions(state: State): Region[] {
  if (state.type === 'Parallel') return state.branches;
  return state.type === 'Map' ? [state.processor] : [];
}
