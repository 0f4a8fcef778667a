/**
 * An onboarding as bare states, the same for both engines: letter after letter a function, a wait and a question. Our
 * engine reads JSONata, the other one JSONPath.
 */
const LETTERS = 9;
const FUNCTION = 'arn:aws:lambda:eu-central-1:000000000000:function:send-letter';

/** A function, a wait and a question for each letter, and the end. */
export const TRANSITIONS = 3 * LETTERS + 1;

type States = Record<string, object>;

const letters = Array.from({ length: LETTERS }, (_, index) => index + 1);
const after = (letter: number): string => (letter === LETTERS ? 'Onboarded' : `Send letter ${letter + 1}`);

const definition = (states: (letter: number) => States, more: object): string => {
  const all = { ...Object.assign({}, ...letters.map(states)), Onboarded: { Type: 'Succeed' } };
  return JSON.stringify({ ...more, StartAt: 'Send letter 1', States: all });
};

export const inJsonata = (): string =>
  definition(
    (letter) => ({
      [`Send letter ${letter}`]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: FUNCTION, Payload: { letter, partner: '{% $states.input.partner %}' } },
        Output: { partner: '{% $states.input.partner %}', sent: '{% $states.result.Payload.sent %}' },
        Next: `Wait ${letter}`,
      },
      [`Wait ${letter}`]: { Type: 'Wait', Seconds: 86_400, Next: `Is it sent ${letter}` },
      [`Is it sent ${letter}`]: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.sent = true %}', Next: after(letter) }],
        Default: 'Onboarded',
      },
    }),
    { QueryLanguage: 'JSONata' },
  );

export const inJsonPath = (): string =>
  definition(
    (letter) => ({
      [`Send letter ${letter}`]: {
        Type: 'Task',
        Resource: FUNCTION,
        Parameters: { letter, 'partner.$': '$.partner' },
        ResultSelector: { 'sent.$': '$.sent' },
        ResultPath: '$.last',
        Next: `Wait ${letter}`,
      },
      [`Wait ${letter}`]: { Type: 'Wait', Seconds: 86_400, Next: `Is it sent ${letter}` },
      [`Is it sent ${letter}`]: {
        Type: 'Choice',
        Choices: [{ Variable: '$.last.sent', BooleanEquals: true, Next: after(letter) }],
        Default: 'Onboarded',
      },
    }),
    {},
  );
