import * as z from 'zod';

/** As much of an ASL definition as a picture and a README need. */
const catcher = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.string() });

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface State {
  readonly Type: string;
  readonly Comment?: string | undefined;
  readonly Next?: string | undefined;
  readonly End?: boolean | undefined;
  readonly Default?: string | undefined;
  readonly Resource?: string | undefined;
  readonly Error?: string | undefined;
  readonly Cause?: string | undefined;
  readonly Output?: unknown;
  readonly Catch?: readonly z.infer<typeof catcher>[] | undefined;
  readonly Choices?: readonly { readonly Next: string; readonly Condition: string }[] | undefined;
  readonly Branches?: readonly Machine[] | undefined;
  readonly ItemProcessor?: Machine | undefined;
}

export const machine: z.ZodType<Machine> = z.lazy(() =>
  z.looseObject({ StartAt: z.string(), States: z.record(z.string(), state) }),
);
const state: z.ZodType<State> = z.lazy(() =>
  z.looseObject({
    Type: z.string(),
    Comment: z.string().optional(),
    Next: z.string().optional(),
    End: z.boolean().optional(),
    Default: z.string().optional(),
    Resource: z.string().optional(),
    Error: z.string().optional(),
    Cause: z.string().optional(),
    Output: z.unknown().optional(),
    Catch: z.array(catcher).optional(),
    Choices: z.array(z.looseObject({ Next: z.string(), Condition: z.string() })).optional(),
    Branches: z.array(machine).optional(),
    ItemProcessor: machine.optional(),
  }),
);

/** Every state of a machine by name, those inside Parallel and Map too. */
export const allStates = (of: Machine): readonly (readonly [string, State])[] =>
  Object.entries(of.States).flatMap(([name, one]): (readonly [string, State])[] => [
    [name, one],
    ...[...(one.Branches ?? []), ...(one.ItemProcessor ? [one.ItemProcessor] : [])].flatMap(allStates),
  ]);

/** Where an execution may end: Succeed and Fail states, and whatever has `End`; not the ends of branches. */
export const endsOf = (of: Machine): readonly (readonly [string, State])[] =>
  Object.entries(of.States).filter(([, one]) => one.Type === 'Succeed' || one.Type === 'Fail' || one.End);
