import type { Fields } from '../../template/values.ts';

/** An error as DynamoDB answers it: status 400, its name, its message, and what else it says (Item, CancellationReasons). */
export class Failure extends Error {
  readonly more: Fields;

  constructor(name: string, message: string, more: Fields = {}) {
    // It is an answer: where it was made is nobody's question, and costs more than the rest.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = name;
    this.more = more;
  }

  /** The body of the answer. */
  body(): Fields {
    const space =
      this.name === 'ValidationException' ? 'com.amazon.coral.validate' : 'com.amazonaws.dynamodb.v20120810';
    return { __type: `${space}#${this.name}`, Message: this.message, ...this.more };
  }
}

export const invalid = (message: string): Failure => new Failure('ValidationException', message);

/** `kind`: the parameter at fault, like ConditionExpression. */
export const invalidExpression = (kind: string, message: string): Failure => invalid(`Invalid ${kind}: ${message}`);

export const conditionFailed = (more: Fields = {}): Failure =>
  new Failure('ConditionalCheckFailedException', 'The conditional request failed', more);
